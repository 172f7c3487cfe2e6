/* The link of a partner outside care: the mail that brings it, what opens it, and what is done with an answer. */
#include "partner_asks.h"
#include "accounts.h"
#include "journal.h"
#include "need_to_know.h"
#include "organisations.h"
#include "outbox.h"
#include "say.h"
#include "secrets.h"
#include "signed_ids.h"
#include "tasks.h"
#include "text.h"

#define LINK_USE "partner outside care"
enum { WORDS_MOST = 1500 };

static const struct field reply_fields[] = {
  F_ENUM(partner_reply, answer, REQUIRED, partner_did, N_("Your answer")),
  F_TEXT(partner_reply, words,  LONG, N_("What do you want to say?"), .max = WORDS_MOST,
         .help = N_("Needed if you have a question, or if it cannot be done. Do not write where somebody lives.")),
};
const struct record partner_reply_record = PART(partner_reply, reply_fields);

/* --- the mail -------------------------------------------------------------------------------------------------------- */

static int token_of(struct ctx *c, struct id link, const char **out) { return signed_id_text(c, LINK_USE, link, 0, out); }

int partner_token(struct ctx *c, struct id ask, const char **out)
{
  struct partner_link_list list;
  TRY(partner_links_of(c, ask, &list));
  return list.count ? token_of(c, list.at[list.count - 1].id, out) : not_there(c);
}

int partner_send(struct ctx *c, struct id link, const char *address)
{
  char name[ID_TEXT];
  if (!c->app || !outbox_by(c->app, MESSAGE_MAIL)) return OK;
  id_format(link, name);
  const struct message m = { .channel = MESSAGE_MAIL, .address = address, .language = "nl", .about = link };
  return outbox_ask(c, &partner_message, &m, JOIN(&c->arena, "cases.partner/", name));
}

const char *partner_last_day(struct ctx *c, const struct partner_ask *p)
{
  const struct date last = date_plus_days(p->due, PARTNER_LINK_DAYS);
  return field_said(c, record_field(&partner_new_record, "due"), &(struct partner_new){ .due = date_known(p->until) && date_before(p->until, last) ? p->until : last });
}

/* Which organisation asks, and nothing else: no name of anybody, no word of what it is about. */
static int write_mail(struct ctx *c, const struct message *m, struct buf *text)
{
  const struct scope before = c->scope;
  struct partner_part part;
  const char *token;
  TRY(token_of(c, m->about, &token));
  const int rc = partner_read(c, token, &part);
  c->scope = before;
  TRY(rc);
  put_filled(text, tr(c, N_("A colleague of %s asks you something.")), (const char *const[]){ part.office ? part.office : "", NULL });
  put(text, "\n");
  put(text, tr(c, N_("Read it and answer here. You need not sign in:")));
  put(text, "\n");
  put(text, absolute_url(c, local_path(c, JOIN(&c->arena, PARTNER_PAGE "/", token))));
  put(text, "\n\n");
  put_filled(text, tr(c, N_("The link works up to and including %s. It is for you alone: do not pass it on.")), (const char *const[]){ partner_last_day(c, &part.ask), NULL });
  put(text, "\n");
  return OK;
}
const struct message_template partner_message = { .key = "cases.partner", .label = N_("A link to a partner outside care: somebody asks them something"),
  .subject = N_("Somebody asks you something"), .when = MESSAGE_BY_DAY, .write = write_mail };

/* --- opening --------------------------------------------------------------------------------------------------------- */

/* Those who work with it now, for any other reason than a danger. */
static int workers_of(struct ctx *c, struct id compartment, struct involvement_list *out)
{
  size_t n = 0;
  TRY(AS_PROGRAM(c, involvements_of_compartment(c, compartment, out)));
  for (size_t i = 0; i < out->count; i++) if (out->at[i].purpose != PURPOSE_EMERGENCY && out->at[i].purpose != PURPOSE_ACCESS_RIGHT) out->at[n++] = out->at[i];
  out->count = n;
  return OK;
}

static bool works(const struct involvement_list *list, const struct partner_ask *p)
{
  for (size_t i = 0; i < list->count; i++) if (id_same(list->at[i].account, p->asker) && id_same(list->at[i].organisation, p->office)) return true;
  return false;
}

/* Whom they can reach: a colleague who left is not named. */
static int colleague_shown(struct ctx *c, const struct involvement_list *workers, struct partner_part *out)
{
  struct account a;
  TRY(organisation_name(c, out->ask.office, &out->office));
  if (!works(workers, &out->ask)) return OK;
  const int rc = account_get(c, out->ask.asker, &a);
  if (absent(c, rc)) return OK;
  TRY(rc);
  if (instant_known(a.gone)) return OK;
  out->colleague = a.name;
  out->mail = a.mail;
  return OK;
}

static int own_answers(struct ctx *c, struct partner_part *out)
{
  struct partner_ask_list asks;
  struct partner_answer_list all;
  size_t n = 0;
  TRY(partner_asks_of(c, out->ask.action, &asks, &all));
  for (size_t i = 0; i < all.count; i++) if (id_same(all.at[i].ask, out->ask.id)) all.at[n++] = all.at[i];
  all.count = n;
  out->answers = all;
  return OK;
}

static int read_part(struct ctx *c, const char *token, struct partner_part *out, struct partner_link *link, struct case_action *action)
{
  struct id id;
  struct involvement_list workers;
  *out = (struct partner_part){ .state = PARTNER_STATE_UNKNOWN };
  TRY(signed_id_read(c, LINK_USE, token, 0, &id));
  TRY(global_get(c, partner_link, id, link));
  if (instant_known(link->ended) || link->until.ms <= c->now) return not_there(c);
  c->scope = (struct scope){ .region = link->region, .reach = REACH_ALL };
  TRY(partner_get(c, link->ask, &out->ask));
  TRY(action_get(c, out->ask.action, action));
  if (action->state != ACTION_OPEN || instant_known(out->ask.ended) || partner_ends(&out->ask).ms <= c->now) return not_there(c);
  TRY(workers_of(c, out->ask.compartment, &workers));
  if (!workers.count) return not_there(c);
  TRY(own_answers(c, out));
  out->state = partner_stands(&out->ask, &out->answers, true, c->now);
  return colleague_shown(c, &workers, out);
}

int partner_read(struct ctx *c, const char *token, struct partner_part *out)
{
  struct partner_link link;
  struct case_action action;
  return read_part(c, token, out, &link, &action);
}

/* --- answering ------------------------------------------------------------------------------------------------------- */

int partner_tell(struct ctx *c, const struct partner_ask *p, enum task_kind kind)
{
  struct involvement_list workers;
  TRY(workers_of(c, p->compartment, &workers));
  const bool asker = works(&workers, p);
  for (size_t i = 0; i < workers.count; i++) {
    const struct involvement *const w = &workers.at[i];
    if (asker && !(id_same(w->account, p->asker) && id_same(w->organisation, p->office))) continue;
    TRY(task_add(c, &(struct task){ .account = w->account, .organisation = w->organisation, .kind = kind, .about = p->action, .due = date_plus_days(c->today, 1) }));
  }
  return OK;
}

/* What a partner knows of a place may be what the other party must not learn: such words stay out, and somebody calls. The partner hears nothing
 * of it, since that would tell that the place is secret. */
static int words_kept(struct ctx *c, const struct case_action *a, struct partner_answer *n)
{
  struct case_file f;
  TRY(case_home(c, a->compartment, a->household, &f));
  int rc = no_secret_place(c, f.file.household.id, n->words, "words");
  if (rc == OK) rc = no_secret_for(c, n->compartment, n->words, "words");
  n->held = rc == ERR_INVALID ? YES : NO;
  if (rc != ERR_INVALID) return rc;
  c->error = (struct error){ 0 };
  n->words = NULL;
  return OK;
}

static int answers_well(struct ctx *c, const struct partner_part *part, const struct partner_reply *r)
{
  if (!partner_takes(part->state, r->answer))
    return fail(c, ERR_INVALID, NULL, N_("You gave this answer already. Do you want to say something else? Choose another one, or call."));
  if (part->answers.count >= PARTNER_ANSWERS_MOST) return fail(c, ERR_INVALID, NULL, N_("You wrote often already. Please call."));
  if (r->answer == PARTNER_CANNOT && !text_said(r->words)) return fail(c, ERR_INVALID, "words", N_("Write why it cannot be done."));
  if (r->answer == PARTNER_QUESTION && !text_said(r->words)) return fail(c, ERR_INVALID, "words", N_("Write your question."));
  return OK;
}

int partner_reply_add(struct ctx *c, const char *token, const struct partner_reply *r)
{
  struct partner_part part;
  struct partner_link link;
  struct case_action a;
  TRY(read_part(c, token, &part, &link, &a));
  TRY(answers_well(c, &part, r));
  struct partner_answer n = { .compartment = part.ask.compartment, .action = a.id, .ask = part.ask.id, .whom = part.ask.whom, .answer = r->answer,
    .words = text_said(r->words) ? r->words : NULL, .at = { c->now } };
  TRY(words_kept(c, &a, &n));
  TRY(record_insert(c, partner_answer, &n, NULL));
  link.silent = DATE_UNKNOWN;
  TRY(global_update(c, partner_link, &link));
  TRY(tasks_close(c, TASK_PARTNER_SILENT, a.id, ID_NONE));
  return partner_tell(c, &part.ask, TASK_PARTNER_ANSWERED);
}

/* --- silence, and a ground that ended ---------------------------------------------------------------------------------- */

/* Told once; a link that leads nowhere any more is left alone. What was done or refused already is no news: nothing is shared by it any more. */
static int look_at(struct ctx *c, struct partner_link *l, enum task_kind kind)
{
  struct partner_ask p;
  struct case_action a;
  if (kind == TASK_PARTNER_SILENT) l->silent = DATE_UNKNOWN;
  else l->groundless = DATE_UNKNOWN;
  TRY(global_update(c, partner_link, l));
  const int rc = AS_PROGRAM(c, partner_get(c, l->ask, &p));
  if (absent(c, rc)) return OK;
  TRY(rc);
  TRY(AS_PROGRAM(c, action_get(c, p.action, &a)));
  const bool no_use = kind == TASK_PARTNER_SILENT && date_known(l->groundless) && !date_before(c->today, l->groundless);      /* to call about it */
  return a.state == ACTION_OPEN && !no_use ? partner_tell(c, &p, kind) : OK;
}

int partners_look(struct ctx *c, size_t most, bool *more)
{
  struct partner_link_list silent, groundless;
  TRY(partner_links_silent(c, c->today, most, &silent));
  for (size_t i = 0; i < silent.count; i++) TRY(look_at(c, &silent.at[i], TASK_PARTNER_SILENT));
  TRY(partner_links_groundless(c, c->today, most, &groundless));
  for (size_t i = 0; i < groundless.count; i++) TRY(look_at(c, &groundless.at[i], TASK_PARTNER_GROUNDLESS));
  *more = silent.count == most || groundless.count == most;
  return OK;
}

int partner_links_clean(struct ctx *c, size_t most, bool *more)
{
  struct partner_link_list past;
  TRY(partner_links_past(c, (struct instant){ c->now - (int64_t)PARTNER_LINK_KEPT_DAYS * DAY_MS }, most, &past));
  for (size_t i = 0; i < past.count; i++) TRY(global_delete(c, partner_link, past.at[i].id));
  *more = past.count == most;
  return OK;
}
