#include "campaigns.h"
#include "by_month.h"
#include "offers_room.h"
#include "say.h"
#include "snapshot.h"
#include "stories.h"
#include "text.h"

DEFINE_CHOICES(campaign_state, CAMPAIGN_STATES)

enum { SLUG_MOST = 50, BODY_MOST = 1500, PICTURE_MOST = 400000 };

static const char *check_slug(struct ctx *c, const char *s)
{
  return strcmp(s, text_slug(&c->arena, s, SLUG_MOST)) == 0 ? NULL : N_("Write lower case letters, digits and hyphens.");
}

#define CAMPAIGN_FIELDS \
  F_TEXT(campaign, slug,     REQUIRED, N_("Part of the address"), .max = SLUG_MOST, .check = check_slug, \
         .help = N_("Short, and neutral: it stands on paper and in the history of somebody's browser. It stays once it was published.")), \
  F_TEXT(campaign, title,    REQUIRED, N_("Title"), .max = CAMPAIGN_TITLE_MOST, .check = check_public_words, .help = N_("Also on the flyer, and in the picture for social media.")), \
  F_TEXT(campaign, text,     REQUIRED | LONG, N_("Text"), .max = BODY_MOST, .check = check_public_words, \
         .help = N_("Short sentences, and no difficult words. The norm is clear: violence never may. The tone does not condemn: help is possible.")), \
  F_TEXT(campaign, title_en, OPTIONAL, N_("Title in English"), .max = CAMPAIGN_TITLE_MOST), \
  F_TEXT(campaign, text_en,  LONG, N_("Text in English"), .max = BODY_MOST, .help = N_("Without it the English page shows the Dutch text.")), \
  F_DATE(campaign, since,    REQUIRED, N_("First day")), \
  F_DATE(campaign, until,    REQUIRED, N_("Last day"), .help = N_("After it the page stays, says that it is over, and still leads to help.")), \
  F_TEXT(campaign, offer,    OPTIONAL, N_("Help it points at"), .max = 200, .help = N_("The page names it beside signing up, and links to what it is."))

static const struct field fields[] = {
  F_TEXT(campaign, region,    IN_PROGRAM | REQUIRED, N_("Region"), .max = 80),
  CAMPAIGN_FIELDS,
  F_REF (campaign, story,     IN_PROGRAM, campaign_story, N_("Story")),
  F_ENUM(campaign, state,     IN_PROGRAM | REQUIRED, campaign_state, N_("State")),
  F_TIME(campaign, published, IN_PROGRAM, N_("First published")),
};
const struct record campaign_record = RECORD(campaign, fields);

_Static_assert(offsetof(struct campaign_form, campaign) == 0, "its fields are read into the beginning of the form");
static const struct field form_fields[] = {
  CAMPAIGN_FIELDS,
  F_TEXT(campaign_form, story_id, OPTIONAL, N_("Story of an expert by experience"), .max = ID_TEXT,
         .help = N_("Stories that experts gave permission for, by the organisation that works with them.")),
};
const struct record campaign_form_record = { .name = "campaign_form", .count = COUNT(form_fields), .fields = form_fields, .size = sizeof(struct campaign_form) };

static const struct field publish_fields[] = {
  F_ENUM(publish_form, read, OPTIONAL, yes_no, N_("Did you read the story, and does it name or show nobody but the one who tells it?")),
};
const struct record publish_form_record = PART(publish_form, publish_fields);

static const struct field count_fields[] = {
  F_REF (campaign_count, campaign, REQUIRED, campaign, N_("Campaign")),
  F_TEXT(campaign_count, month,    REQUIRED, N_("Month"), .max = 7),
  F_INT (campaign_count, signups,  REQUIRED, N_("Sign-ups")),
};
/* No lines in the journal: they would tell the second, and a process without keys writes them. */
const struct record campaign_count_record = LOG(campaign_count, count_fields);

static const struct field picture_fields[] = {
  F_REF (campaign_picture, campaign, REQUIRED, campaign, N_("Campaign")),
  F_TEXT(campaign_picture, nl,       REQUIRED | SECRET, N_("Picture"), .max = PICTURE_MOST),
  F_TEXT(campaign_picture, en,       SECRET, N_("Picture in English"), .max = PICTURE_MOST),
};
/* What is drawn again follows from the campaign, which has its lines. */
const struct record campaign_picture_record = LOG(campaign_picture, picture_fields);

/* --- for everybody ----------------------------------------------------------------------------------------------- */

int campaign_shown(struct ctx *c, const char *slug, struct campaign *out)
{
  struct campaign p;
  TRY(campaign_by_slug(c, slug, &p));
  if (!campaign_is_there(&p, c->today)) return not_there(c);
  *out = p;
  return OK;
}

int campaign_signed_up(struct ctx *c, const char *slug)
{
  struct campaign p;
  struct campaign_count stored;
  if (!text_known(slug)) return OK;
  int rc = campaign_shown(c, slug, &p);
  if (absent(c, rc)) return OK;
  TRY(rc);
  if (campaign_is_over(&p, c->today)) return OK;
  rc = campaign_count_of(c, p.id, month_of(c, c->today), &stored);
  if (absent(c, rc)) return global_insert(c, campaign_count, &((struct campaign_count){ .campaign = p.id, .month = month_of(c, c->today), .signups = num(1) }), NULL);
  TRY(rc);
  stored.signups = num(stored.signups.n + 1);
  return global_update(c, campaign_count, &stored);
}

/* --- writing one -------------------------------------------------------------------------------------------------- */

static int check_offer(struct ctx *c, const char *slug)
{
  const struct offer_line *const line = text_known(slug) ? snapshot_by_slug(offers_snapshot(c), slug) : NULL;
  if (!text_known(slug) || (line && offer_is_public(&line->offer))) return OK;
  return fail(c, ERR_INVALID, "offer", N_("There is no help with this address that everybody may see."));
}

static int check_story(struct ctx *c, const char *typed, struct id *out)
{
  struct campaign_story s;
  *out = ID_NONE;
  if (!text_known(typed)) return OK;
  if (!id_parse(typed, out)) return fail(c, ERR_INVALID, "story_id", NOT_IN_LIST);
  const int rc = story_shown(c, *out, &s);
  if (absent(c, rc) || (rc == OK && strcmp(s.region, c->scope.region) != 0)) return fail(c, ERR_INVALID, "story_id", N_("This story may not be shown any more. Choose another one, or none."));
  return rc;
}

static int check_form(struct ctx *c, const struct campaign_form *f, struct campaign *to)
{
  struct campaign other;
  const int rc = campaign_by_slug(c, to->slug, &other);
  if (rc == OK && !id_same(other.id, to->id)) return fail(c, ERR_INVALID, "slug", N_("Another campaign has this address already."));
  if (!absent(c, rc)) TRY(rc);
  if (date_before(to->until, to->since)) return fail(c, ERR_INVALID, "until", N_("The last day is before the first."));
  if (text_known(to->title_en) != text_known(to->text_en))
    return fail(c, ERR_INVALID, text_known(to->title_en) ? "text_en" : "title_en", N_("Fill in both the title and the text in English, or neither."));
  TRY(check_offer(c, to->offer));
  return check_story(c, f->story_id, &to->story);
}

int campaign_add(struct ctx *c, const struct campaign_form *f, struct id *out)
{
  struct campaign new = f->campaign;
  new.id = ID_NONE;
  new.region = c->scope.region;
  new.state = CAMPAIGN_DRAFT;
  new.published = (struct instant){ 0 };
  TRY(check_form(c, f, &new));
  return global_insert(c, campaign, &new, out);
}

int campaign_of_region(struct ctx *c, struct id id, struct campaign *out)
{
  struct campaign p;
  TRY(global_get(c, campaign, id, &p));
  if (!c->scope.region || strcmp(p.region, c->scope.region) != 0) return not_there(c);
  *out = p;
  return OK;
}

int campaigns_of_region(struct ctx *c, struct campaign_list *out) { return campaigns_in(c, c->scope.region, out); }

int campaign_change(struct ctx *c, const struct campaign_form *f)
{
  struct campaign stored, new = f->campaign;
  TRY(campaign_of_region(c, new.id, &stored));
  new.region = stored.region;
  new.state = CAMPAIGN_DRAFT;
  new.published = stored.published;
  if (stored.published.ms && strcmp(stored.slug, new.slug) != 0) return fail(c, ERR_INVALID, "slug", N_("This address was published before, and may stand on paper. Leave it as it was."));
  TRY(check_form(c, f, &new));
  return global_update(c, campaign, &new);
}

/* --- publishing ----------------------------------------------------------------------------------------------------- */

/* A story is read by two: who wrote it down with the expert, and somebody else. */
static int check_read(struct ctx *c, const struct campaign *p, enum yes_no read)
{
  struct campaign_story s;
  if (!id_known(p->story)) return OK;
  const int rc = story_shown(c, p->story, &s);
  if (absent(c, rc)) return fail(c, ERR_INVALID, NULL, N_("The story of this campaign may not be shown any more. Change the campaign, and choose another one or none."));
  TRY(rc);
  if (id_same(s.asked_by, c->scope.actor)) return fail(c, ERR_INVALID, NULL, N_("You wrote this story down yourself. Let a colleague read it, and publish."));
  return read == YES ? OK : fail(c, ERR_INVALID, "read", N_("Read the story first. If it names or shows somebody else, it cannot be published."));
}

static int put_pictures(struct ctx *c, struct id campaign, const struct campaign_pictures *made)
{
  struct campaign_picture stored = { .campaign = campaign };
  const int rc = campaign_picture_of(c, campaign, &stored);
  if (!absent(c, rc)) TRY(rc);
  stored.nl = made->nl;
  stored.en = made->en;
  return id_known(stored.id) ? global_update(c, campaign_picture, &stored) : global_insert(c, campaign_picture, &stored, NULL);
}

int campaign_publish(struct ctx *c, struct id id, const struct campaign_pictures *made, enum yes_no read)
{
  struct campaign p;
  TRY(campaign_of_region(c, id, &p));
  if (campaign_is_over(&p, c->today)) return fail(c, ERR_INVALID, NULL, N_("The last day of this campaign is past. Change it first."));
  TRY(check_read(c, &p, read));
  if (made->version != p.version) return fail(c, ERR_CONFLICT, NULL, N_("Somebody changed this campaign just now. Look at it again."));
  TRY(put_pictures(c, id, made));
  p.state = CAMPAIGN_PUBLISHED;
  if (!p.published.ms) p.published = (struct instant){ c->now };
  return global_update(c, campaign, &p);
}

int campaign_withdraw(struct ctx *c, struct id id)
{
  struct campaign p;
  TRY(campaign_of_region(c, id, &p));
  p.state = CAMPAIGN_DRAFT;
  return global_update(c, campaign, &p);
}

int campaign_delete(struct ctx *c, struct id id)
{
  struct campaign p;
  TRY(campaign_of_region(c, id, &p));
  if (p.published.ms) return fail(c, ERR_INVALID, NULL, N_("This campaign was published: its address may stand on paper. Take it offline instead."));
  return global_delete(c, campaign, id);
}

/* --- counts ------------------------------------------------------------------------------------------------------------ */

/* Not of this month: who sees the number rise, and knows who signed up just then, would know where that person came from. */
int campaign_counts(struct ctx *c, const struct campaign *p, struct campaign_line_list *out)
{
  struct campaign_count_list stored;
  TRY(campaign_counts_before(c, p->id, month_of(c, c->today), &stored));
  *out = (struct campaign_line_list){ arena_new(&c->arena, struct campaign_line, stored.count + 1), stored.count };
  for (size_t i = 0; i < stored.count; i++)
    out->at[i] = (struct campaign_line){ stored.at[i].month, count_shown(c, stored.at[i].signups.n) };
  return OK;
}
