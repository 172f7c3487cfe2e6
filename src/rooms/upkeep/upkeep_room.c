#include "upkeep_room.h"
#include "upkeep_web.h"
#include "addresses.h"
#include "calendar.h"
#include "outbox.h"
#include "places.h"
#include "say.h"
#include "text.h"

static const struct work_link work_menu[] = {
  { MAP_PATH,    N_("Offers"),     MAY_SEE_MAP },
  { REVIEW_PATH, N_("To look at"), MAY_REVIEW_OFFERS },
  { .path = NULL }
};

/* --- asking ----------------------------------------------------------------------------------------- */

/* A count and a link: what it is about stands behind the link, and names of offers may tell too much on a screen. The link is
 * that of the address it goes to, whatever stands with the offers by now. */
static int write_question(struct ctx *c, const struct message *m, struct buf *text)
{
  struct id bundle;
  struct asked_offer_list waiting;
  const char *address, *language, *token;
  TRY(message_to(c, m, &address, &language));
  TRY(ask_bundle_of(c, address, &bundle));
  TRY(ask_bundle_offers(c, bundle, &waiting));
  if (waiting.count == 0) return not_there(c);
  TRY(ask_token(c, bundle, &token));
  put_filled(text, waiting.count == 1 ? tr(c, N_("Is what stands about your organisation on our site still right? It is about one entry."))
    : tr(c, N_("Is what stands about your organisation on our site still right? It is about %s entries.")), (const char *const[]){ count_text(c, (int64_t)waiting.count), NULL });
  put(text, "\n\n");
  put(text, tr(c, N_("Answer here. You need not sign in:")));
  put(text, "\n");
  put(text, absolute_url(c, local_path(c, JOIN(&c->arena, ASK_PATH "/", token))));
  put(text, "\n\n");
  put(text, tr(c, N_("Do not pass this link on: whoever has it can answer for you.")));
  put(text, "\n");
  return OK;
}

static const struct message_template question_message = { .key = "upkeep.question", .label = N_("A question to a provider: is it still right?"),
  .subject = N_("Is this still right?"), .when = MESSAGE_BY_DAY, .write = write_question };
static const struct message_template *const messages[] = { &question_message, NULL };

static bool is_mail(const char *ask_at) { return strchr(ask_at, '@'); }
static bool reaches(const struct ctx *c, const char *ask_at) { return outbox_by(c->app, is_mail(ask_at) ? MESSAGE_MAIL : MESSAGE_SMS); }

/* One message a bundle and day, however often this is begun. */
static int ask(struct ctx *c, const struct ask_bundle *b, void *unused)
{
  char bundle[ID_TEXT], day[DATE_TEXT];
  const bool mail = is_mail(b->ask_at);
  const struct message m = { .channel = mail ? MESSAGE_MAIL : MESSAGE_SMS, .address = mail ? b->ask_at : mobile_normal(&c->arena, b->ask_at), .language = "nl", .about = b->offers[0] };
  (void)unused;
  id_format(b->bundle, bundle);
  date_format(c->today, day);
  return outbox_ask(c, &question_message, &m, JOIN(&c->arena, "upkeep.question/", bundle, "/", day));
}

enum { ASKED_AT_ONCE = 100 };         /* steps in a transaction */

static int ask_all(struct ctx *c, const struct job *job, bool *more)
{
  struct ask_report report = { .more = false };
  (void)job;
  TRY(questions_run(c, ASKED_AT_ONCE, &(struct ask_by){ .reaches = reaches, .send = ask }, &report));
  *more = report.more;
  return OK;
}

static int remind(struct ctx *c, const struct job *job, bool *more)
{
  const size_t count = c->places ? c->places->regions.count : 0;
  const char **const slugs = arena_new(&c->arena, const char *, count + 1);
  (void)job;
  (void)more;
  for (size_t i = 0; i < count; i++) slugs[i] = c->places->regions.at[i].slug;
  return review_remind(c, slugs, count);
}

static int tidy_faces(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  (void)more;
  return faces_tidy(c);
}

static const struct job_kind jobs[] = {
  { .key = "upkeep.faces",  .label = N_("Removes photos of colleagues whom no offer names any more"), .daily = true, .minute = 4 * 60, .run = tidy_faces },
  { .key = "upkeep.ask",    .label = N_("Asks providers whether their offers are still right"), .daily = true, .minute = 9 * 60, .run = ask_all },
  { .key = "upkeep.review", .label = N_("Asks coordinators to read what is said about offers"), .daily = true, .minute = 6 * 60 + 20, .run = remind },
  { .key = NULL }
};

/* --- the room ------------------------------------------------------------------------------------------ */

extern const struct command upkeep_commands[];

static const struct record *const records[] = { &offer_question_record, &offer_decision_record, &offer_funding_record, &offer_join_record,
  &organisation_merger_record, &moved_offer_record, NULL };
static const struct query *const *const queries[] = { upkeep_queries, NULL };

const struct room upkeep_room = { .name = "upkeep", .routes = upkeep_routes, .commands = upkeep_commands, .work_menu = work_menu, .demo = upkeep_demo,
  .jobs = jobs, .messages = messages, .queries = queries, .records = records };
