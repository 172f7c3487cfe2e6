#include "stories.h"
#include "accounts.h"
#include "calendar.h"
#include "organisations.h"
#include "text.h"

DEFINE_CHOICES(permission_way, PERMISSION_WAYS)

enum { STORY_MOST = 1500, CALLED_MOST = 40 };

/* Parts of words that public texts do without: they put people away, or make violence smaller than it is. */
static const char *const unwanted[] = { "dader", "pleger", "slachtoffer", "ruzie", "relatieprobleem", "wederzijds" };

const char *check_public_words(struct ctx *c, const char *text)
{
  const char *const folded = text_folded(&c->arena, text);
  for (size_t i = 0; i < COUNT(unwanted); i++)
    if (strstr(folded, unwanted[i])) return N_("Write it without dader, pleger, slachtoffer, ruzie, relatieprobleem or wederzijds."
                " Say for example: iemand die geweld gebruikt, wie het geweld meemaakt, geweld thuis.");
  return NULL;
}

#define STORY_FIELDS \
  F_TEXT(campaign_story, called,   OPTIONAL | SECRET, N_("First name that is shown"), .max = CALLED_MOST, \
         .help = N_("One that the expert chooses, an invented one too. Leave it empty to show no name.")), \
  F_TEXT(campaign_story, text,     REQUIRED | LONG | SECRET, N_("Story"), .max = STORY_MOST, .check = check_public_words, \
         .help = N_("In the expert's own words, about the expert only. Name nobody else: no partner, child or family, no place, work or date" \
                    " by which somebody can be recognised.")), \
  F_TEXT(campaign_story, text_en,  LONG | SECRET, N_("Story in English"), .max = STORY_MOST), \
  F_ENUM(campaign_story, given,    REQUIRED, permission_way, N_("How did the expert give permission?")), \
  F_DATE(campaign_story, asked,    REQUIRED | NOT_IN_FUTURE, N_("On which day?")), \
  F_DATE(campaign_story, until,    REQUIRED, N_("Until when may it be shown?"), .help = N_("Two years from now at the most. After that day it is erased; ask again before."))

static const struct field fields[] = {
  F_TEXT(campaign_story, region,       IN_PROGRAM | REQUIRED, N_("Region"), .max = 80),
  F_REF (campaign_story, peer,         IN_PROGRAM | REQUIRED, peer, N_("Expert by experience")),
  F_REF (campaign_story, organisation, IN_PROGRAM | REQUIRED, organisation, N_("Organisation")),
  F_REF (campaign_story, compartment,  IN_PROGRAM | REQUIRED, compartment, N_("Permission")),
  STORY_FIELDS,
  F_REF (campaign_story, asked_by,     IN_PROGRAM | REQUIRED, account, N_("Asked by")),
};
const struct record campaign_story_record = RECORD(campaign_story, fields);

_Static_assert(offsetof(struct story_form, story) == 0, "its fields are read into the beginning of the form");
static const struct field form_fields[] = {
  F_TEXT(story_form, peer_id, REQUIRED, N_("Expert by experience"), .max = ID_TEXT),
  STORY_FIELDS,
};
const struct record story_form_record = { .name = "story_form", .count = COUNT(form_fields), .fields = form_fields, .size = sizeof(struct story_form) };

static int check_form(struct ctx *c, const struct story_form *f, struct peer *out)
{
  const struct campaign_story *const s = &f->story;
  struct id id;
  if (!id_parse(f->peer_id, &id)) return fail(c, ERR_INVALID, "peer_id", NOT_IN_LIST);
  const int rc = peer_kept(c, id, out);
  if (absent(c, rc)) return fail(c, ERR_INVALID, "peer_id", NOT_IN_LIST);
  TRY(rc);
  if (date_before(s->until, c->today)) return fail(c, ERR_INVALID, "until", N_("This day is past."));
  if (date_before(date_plus_months(c->today, STORY_MONTHS_MOST), s->until)) return fail(c, ERR_INVALID, "until", N_("Two years from now at the most: ask again then."));
  return OK;
}

int story_add(struct ctx *c, const struct story_form *f)
{
  struct peer p;
  struct campaign_story new = f->story;
  TRY(check_form(c, f, &p));
  new.id = ID_NONE;
  new.region = c->scope.region;
  new.peer = p.id;
  new.organisation = p.organisation;
  new.asked_by = c->scope.actor;
  TRY(AS_PROGRAM(c, compartment_make(c, COMPARTMENT_PEER, &new.compartment)));
  return global_insert(c, campaign_story, &new, NULL);
}

int stories_kept(struct ctx *c, struct campaign_story_list *out)
{
  if (!peers_are_kept(c, c->scope.organisation)) return not_there(c);
  return stories_of_organisation(c, c->scope.region, c->scope.organisation, out);
}

int stories_own(struct ctx *c, struct campaign_story_list *out)
{
  struct peer own;
  *out = (struct campaign_story_list){ .count = 0 };
  const int rc = peer_own(c, &own);
  if (absent(c, rc)) return OK;
  TRY(rc);
  return stories_of_peer(c, own.id, out);
}

/* What is erased stays so: also a backup of before does not show it again. */
static int erase(struct ctx *c, const struct campaign_story *s)
{
  const int rc = AS_PROGRAM(c, compartment_erase(c, s->compartment));
  if (!absent(c, rc)) TRY(rc);
  return global_delete(c, campaign_story, s->id);
}

int story_withdraw(struct ctx *c, struct id id)
{
  struct campaign_story s;
  struct peer own;
  TRY(global_get(c, campaign_story, id, &s));
  const bool keeps = c->scope.region && strcmp(s.region, c->scope.region) == 0 && peers_are_kept(c, s.organisation);
  if (keeps) return erase(c, &s);
  const int rc = peer_own(c, &own);
  if (!absent(c, rc)) TRY(rc);
  return rc == OK && id_same(own.id, s.peer) ? erase(c, &s) : not_there(c);
}

int stories_to_choose(struct ctx *c, struct campaign_story_list *out) { return stories_valid(c, c->scope.region, c->today, out); }
int story_shown(struct ctx *c, struct id id, struct campaign_story *out) { return story_valid(c, id, c->today, out); }

int stories_tidy(struct ctx *c, bool *more)
{
  struct campaign_story_list over;
  TRY(stories_over(c, c->today, &over));
  for (size_t i = 0; i < over.count; i++) TRY(erase(c, &over.at[i]));
  *more = over.count > 0;
  return OK;
}
