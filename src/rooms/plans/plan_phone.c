#include "plan_phone.h"
#include "journal.h"
#include "need_to_know.h"
#include "plan_items.h"
#include "secrets.h"
#include "signed_ids.h"
#include "text.h"

enum { WORDS_MOST = 1500 };
#define LINK_USE "stop plan on a phone"

static const struct field fields[] = {
  F_REF (plan_phone, plan,      IN_PROGRAM | CLEAR | REQUIRED, plan, N_("Plan")),
  F_TEXT(plan_phone, signals,   LONG, N_("How do I notice it?"), .max = WORDS_MOST, .help = N_("The person's own words. No names of others, no address.")),
  F_TEXT(plan_phone, steps,     REQUIRED | LONG, N_("What do I do then?"), .max = WORDS_MOST, .help = N_("One step on each line.")),
  F_TEXT(plan_phone, calls,     LONG, N_("Whom do I call?"), .max = WORDS_MOST,
         .help = N_("First name and number, one on each line. 112, Veilig Thuis and 113 stand there by themselves. Never the partner.")),
  F_TEXT(plan_phone, reason,    LONG, N_("What do I do it for?"), .max = WORDS_MOST),
  F_DATE(plan_phone, released,  REQUIRED | NOT_IN_FUTURE, N_("On which day did this person say yes to these words?")),
  F_ENUM(plan_phone, own_phone, REQUIRED, yes_no, N_("Is the phone this person's own, and does nobody else look at it?")),
};
const struct record plan_phone_record = SEALED_RECORD(plan_phone, fields);

const struct sheet_kind phone_kind = { &plan_phone_record, "telefoon", N_("On the own phone"),
  N_("What stands here comes on the person's own phone, and nothing else of the plan. Write it together, in the person's own words.") };

static const struct field link_fields[] = {
  F_TEXT(plan_link, region, REQUIRED, N_("Region"), .max = 60),
  F_REF (plan_link, plan,   REQUIRED, plan, N_("Plan")),
  F_TIME(plan_link, made,   REQUIRED, N_("Made")),
  F_TIME(plan_link, until,  REQUIRED, N_("Until")),
  F_TIME(plan_link, ended,  OPTIONAL, N_("Ended")),
};
const struct record plan_link_record = RECORD(plan_link, link_fields);

/* --- the words ------------------------------------------------------------------------------------------------------ */

int phone_save(struct ctx *c, struct id plan, const struct plan_phone *p)
{
  struct plan of;
  struct case_file f;
  struct plan_phone stored, new = *p;
  const char *const texts[][2] = { { p->signals, "signals" }, { p->steps, "steps" }, { p->calls, "calls" }, { p->reason, "reason" } };
  TRY(plan_get(c, plan, &of));
  TRY(plan_needs_open(c, &of));
  TRY(involvement_is_own(c, of.compartment));
  if (of.place == PLACE_SHARED) return fail(c, ERR_INVALID, NULL, N_("This plan is everybody's. Only a plan of one person comes on that person's phone."));
  if (p->own_phone == NO) return fail(c, ERR_INVALID, "own_phone", N_("Then it is not safe on this phone. Print it, or learn it by heart together."));
  TRY(plan_home(c, &of, &f));
  for (size_t i = 0; i < COUNT(texts); i++) TRY(no_secret_place(c, f.file.household.id, texts[i][0], texts[i][1]));
  TRY(sheet_get(c, &phone_kind, plan, &stored));
  new.id = stored.id;
  new.compartment = of.compartment;
  new.plan = plan;
  if (id_known(stored.id)) return new.version ? record_update(c, plan_phone, &new) : fail(c, ERR_CONFLICT, NULL, NULL);
  return record_insert(c, plan_phone, &new, NULL);
}

/* --- the link ------------------------------------------------------------------------------------------------------- */

int link_token(struct ctx *c, struct id link, const char **out) { return signed_id_text(c, LINK_USE, link, 0, out); }

int links_end(struct ctx *c, struct id plan)
{
  struct plan_link_list list;
  TRY(links_in(c, plan, &list));
  for (size_t i = 0; i < list.count; i++) {
    list.at[i].ended = (struct instant){ c->now };
    TRY(global_update(c, plan_link, &list.at[i]));
  }
  return OK;
}

int link_make(struct ctx *c, struct id plan, struct id *out)
{
  struct plan p;
  struct plan_phone page;
  TRY(plan_get(c, plan, &p));
  TRY(plan_needs_open(c, &p));
  TRY(involvement_is_own(c, p.compartment));
  TRY(sheet_get(c, &phone_kind, plan, &page));
  if (!id_known(page.id)) return fail(c, ERR_INVALID, NULL, N_("Write first what comes on the phone."));
  TRY(links_end(c, plan));
  return global_insert(c, plan_link, &((struct plan_link){ .region = c->scope.region, .plan = plan, .made = { c->now }, .until = { c->now + PLAN_LINK_DAYS * DAY_MS } }), out);
}

int link_of(struct ctx *c, struct id plan, struct plan_link *out)
{
  struct plan p;
  struct plan_link_list list;
  TRY(plan_get(c, plan, &p));
  TRY(links_in(c, plan, &list));
  if (!list.count || list.at[0].until.ms <= c->now) return not_there(c);
  *out = list.at[0];
  return OK;
}

/* --- for whoever has it ------------------------------------------------------------------------------------------------ */

static int link_read(struct ctx *c, const char *token, struct plan_link *out)
{
  struct id id;
  struct plan p;
  TRY(signed_id_read(c, LINK_USE, token, 0, &id));
  TRY(global_get(c, plan_link, id, out));
  if (instant_known(out->ended) || out->until.ms <= c->now) return not_there(c);
  c->scope = (struct scope){ .region = out->region, .reach = REACH_ALL };
  TRY(plan_get(c, out->plan, &p));
  return plan_is_open(&p) ? OK : not_there(c);
}

int phone_read(struct ctx *c, const char *token, struct plan_phone *out, struct plan_link *link)
{
  TRY(link_read(c, token, link));
  TRY(sheet_get(c, &phone_kind, link->plan, out));
  return id_known(out->id) ? OK : not_there(c);
}

int phone_end(struct ctx *c, const char *token)
{
  struct plan_link link;
  TRY(link_read(c, token, &link));
  link.ended = (struct instant){ c->now };
  TRY(global_update(c, plan_link, &link));
  return journal_event(c, "link_ended", "plan", link.plan, ID_NONE, NULL);
}

