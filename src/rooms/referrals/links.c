#include "links.h"
#include "addresses.h"
#include "journal.h"
#include "grounds.h"
#include "offers.h"
#include "offers_room.h"
#include "outbox.h"
#include "referral_moves.h"
#include "referral_shield.h"
#include "signed_ids.h"
#include "text.h"

DEFINE_CHOICES(letter_answer, LETTER_ANSWERS)

static const struct field letter_fields[] = {
  F_TEXT(referral_letter, region,   REQUIRED, N_("Region"), .max = 60),
  F_REF (referral_letter, referral, REQUIRED, referral, N_("Referral")),
  F_TIME(referral_letter, made,     REQUIRED, N_("Made")),
  F_TIME(referral_letter, until,    REQUIRED, N_("Until")),
  F_TIME(referral_letter, opened,   OPTIONAL, N_("Read")),
  F_TIME(referral_letter, answered, OPTIONAL, N_("Answered")),
};
const struct record referral_letter_record = RECORD(referral_letter, letter_fields);

static const struct field form_fields[] = {
  F_TEXT(letter_form, code,      REQUIRED, N_("Code of this page"), .max = 100),
  F_ENUM(letter_form, answer,    REQUIRED, letter_answer, N_("Your answer")),
  F_DATE(letter_form, day,       OPTIONAL, N_("Which day"), .help = N_("Of the appointment, the arrival, the start or the end.")),
  F_TEXT(letter_form, with_whom, OPTIONAL, N_("Who receives this person?"), .max = 200, .help = N_("Only for an appointment.")),
  F_ENUM(letter_form, reason,    OPTIONAL, referral_reason, N_("Why"), .help = N_("Only when you give it back, or when the person stops or does not want it now.")),
  F_TEXT(letter_form, alternative, OPTIONAL, N_("Which help fits better?"), .max = 200, .help = N_("Only when you give it back.")),
  F_TEXT(letter_form, note,      LONG, N_("In one line"), .max = 4000),
};
const struct record letter_form_record = PART(letter_form, form_fields);

/* --- the token ------------------------------------------------------------------------------------------------------- */

int letter_token(struct ctx *c, struct id letter, const char **out) { return signed_id_text(c, "referral letter", letter, 0, out); }

/* --- sending ---------------------------------------------------------------------------------------------------------- */

static int address_of(struct ctx *c, const struct referral *r, const char **out)
{
  struct referral_person p = { .answer_at = NULL };
  const int rc = AS_PROGRAM(c, person_of_referral(c, r->id, &p));
  *out = p.answer_at;
  return absent(c, rc) ? OK : rc;
}

static bool is_waited_for(const struct referral *r) { return r->by_link == YES && !instant_known(r->ended) && instant_known(r->sent) && r->state != REFERRAL_DECLINED
  && r->state != REFERRAL_REFUSED && r->state != REFERRAL_COMPLETED && r->state != REFERRAL_DROPPED_OUT; }

/* It is good until what it asks for is a week late. */
static int send_new(struct ctx *c, const struct referral *r, const char *address)
{
  const int64_t due = r->next_at.ms > c->now ? r->next_at.ms : c->now;
  const struct referral_letter l = { .region = c->scope.region, .referral = r->id, .made = { c->now }, .until = { due + LETTER_DAYS * DAY_MS } };
  struct id id;
  char name[ID_TEXT];
  TRY(global_insert(c, referral_letter, &l, &id));
  id_format(id, name);
  const struct message m = { .channel = MESSAGE_MAIL, .address = address, .language = "nl", .about = id };
  return outbox_ask(c, &letter_message, &m, JOIN(&c->arena, "referrals.letter/", name));
}

int letter_send(struct ctx *c, const struct referral *r)
{
  struct referral_letter last;
  const char *address;
  bool lets;
  TRY(referral_lets(c, r, ID_NONE, r->provider, &lets));
  if (!lets) return OK;
  if (!is_waited_for(r) || !c->app || !outbox_by(c->app, MESSAGE_MAIL)) return OK;
  TRY(address_of(c, r, &address));
  if (!address) return OK;
  const int rc = letter_of(c, r->id, &last);
  if (rc == OK && !instant_known(last.answered) && last.made.ms + LETTERS_APART_MS > c->now) return OK;
  if (rc != OK && !absent(c, rc)) return rc;
  return send_new(c, r, address);
}

/* A shield may have been set since it was asked for. */
static int still_lets(struct ctx *c, const struct referral_letter *l, bool *out)
{
  const struct scope own = c->scope;
  struct referral r;
  c->scope.region = l->region;
  int rc = AS_PROGRAM(c, record_get(c, referral, l->referral, &r));
  if (rc == OK) rc = referral_lets(c, &r, ID_NONE, r.provider, out);
  c->scope = own;
  return rc;
}

static int write_letter(struct ctx *c, const struct message *m, struct buf *text)
{
  struct referral_letter l;
  const char *token;
  bool lets;
  TRY(global_get(c, referral_letter, m->about, &l));
  TRY(still_lets(c, &l, &lets));
  if (!lets || l.until.ms <= c->now || instant_known(l.answered)) return not_there(c);
  TRY(letter_token(c, l.id, &token));
  put(text, tr(c, N_("A message for your organisation waits for an answer. Open it here. You need not sign in:")));
  put(text, "\n");
  put(text, absolute_url(c, local_path(c, JOIN(&c->arena, LETTER_PATH "/", token))));
  put(text, "\n\n");
  put(text, tr(c, N_("Do not pass this link on. It can be read once, by whoever opens it first.")));
  put(text, "\n");
  return OK;
}
const struct message_template letter_message = { .key = "referrals.letter", .label = N_("A link to a provider without an account: a referral waits for an answer"),
  .subject = N_("A message for your organisation"), .when = MESSAGE_BY_DAY, .write = write_letter };

/* --- reading and answering ---------------------------------------------------------------------------------------------- */

/* A link stands on the same ground as an account of the provider would. */
static int still_permitted(struct ctx *c, const struct referral *r, bool *out)
{
  TRY(referral_lets(c, r, ID_NONE, r->provider, out));
  if (!*out) return OK;
  const int rc = ground_ask(c, r->compartment, r->provider, things_of(COMPARTMENT_REFERRAL), PURPOSE_REFERRAL);
  *out = rc == OK && id_known(r->provider);
  if (rc == ERR_INVALID) c->error = (struct error){ 0 };
  return rc == ERR_INVALID ? OK : rc;
}

int letter_read(struct ctx *c, const char *token, struct referral_letter *out, bool *live)
{
  struct id id;
  struct referral r;
  struct referral_letter newest;
  bool permitted;
  TRY(signed_id_read(c, "referral letter", token, 0, &id));
  TRY(global_get(c, referral_letter, id, out));
  c->scope = (struct scope){ .region = out->region, .reach = REACH_ALL };
  TRY(record_get(c, referral, out->referral, &r));
  TRY(letter_of(c, r.id, &newest));
  TRY(still_permitted(c, &r, &permitted));
  c->scope.organisation = r.provider;
  *live = permitted && is_waited_for(&r) && id_same(newest.id, out->id) && out->until.ms > c->now && !instant_known(out->answered);
  return OK;
}

static int worth_nothing(struct ctx *c) { return fail(c, ERR_INVALID, NULL, N_("This link was used already, or has run out. Ask for a new one.")); }

/* What an account of the provider would read today. */
static int as_provider(struct ctx *c, struct id referral, struct referral_file *out)
{
  TRY(referral_file(c, referral, out));
  out->by = BY_PROVIDER;
  out->notes.count = 0;
  referral_keep_running(c, out);
  return OK;
}

int letter_open(struct ctx *c, const char *token, struct referral_file *out, const char **code)
{
  struct referral_letter l;
  bool live;
  TRY(letter_read(c, token, &l, &live));
  if (!live || instant_known(l.opened)) return worth_nothing(c);
  TRY(as_provider(c, l.referral, out));
  TRY(journal_event(c, "link_read", "referral", l.referral, out->referral.compartment, NULL));
  l.opened = (struct instant){ c->now };
  TRY(global_update(c, referral_letter, &l));
  return signed_id_text(c, "referral answer", l.id, l.opened.ms, code);
}

static const enum referral_act acts[] = { [LETTER_RECEIVE] = ACT_RECEIVE, [LETTER_SPOKEN] = ACT_SPOKEN, [LETTER_OFFER] = ACT_OFFER, [LETTER_ARRIVED] = ACT_ARRIVED,
  [LETTER_NOT_COME] = ACT_NOT_COME, [LETTER_STARTED] = ACT_STARTED, [LETTER_COMPLETE] = ACT_COMPLETE, [LETTER_RETURN] = ACT_RETURN, [LETTER_REFUSED] = ACT_REFUSED,
  [LETTER_DROPPED] = ACT_DROPPED };

bool letter_takes(enum referral_state state, enum letter_answer answer) { return answer != LETTER_ANSWER_UNKNOWN && referral_may(state, acts[answer], BY_PROVIDER); }

/* The letter, while its code answers it. */
static int answerable(struct ctx *c, const char *token, const char *code, struct referral_letter *out)
{
  struct id by_code;
  bool live;
  TRY(letter_read(c, token, out, &live));
  if (!live || !instant_known(out->opened) || out->opened.ms + LETTER_OPEN_MS <= c->now) return worth_nothing(c);
  if (signed_id_read(c, "referral answer", code, out->opened.ms, &by_code) != OK || !id_same(by_code, out->id)) return worth_nothing(c);
  return OK;
}

int letter_reopen(struct ctx *c, const char *token, const char *code, struct referral_file *out)
{
  struct referral_letter l;
  TRY(answerable(c, token, code, &l));
  return as_provider(c, l.referral, out);
}

int letter_do(struct ctx *c, const char *token, const struct letter_form *f)
{
  struct referral_letter l;
  struct referral r;
  TRY(answerable(c, token, f->code, &l));
  TRY(record_get(c, referral, l.referral, &r));
  TRY(referral_move(c, &r, BY_PROVIDER, &(struct referral_step){ acts[f->answer], f->day, f->with_whom, f->reason, f->alternative, f->note }));
  l.answered = (struct instant){ c->now };
  TRY(global_update(c, referral_letter, &l));
  return letter_send(c, &r);
}

int letter_again(struct ctx *c, const char *token)
{
  struct referral_letter l, last;
  struct referral r;
  const char *address;
  bool live;
  TRY(letter_read(c, token, &l, &live));
  TRY(record_get(c, referral, l.referral, &r));
  TRY(address_of(c, &r, &address));
  if (!is_waited_for(&r) || !address) return fail(c, ERR_INVALID, NULL, N_("There is nothing to answer any more. Thank you."));
  TRY(letter_of(c, r.id, &last));
  if (last.made.ms + LETTERS_APART_MS > c->now) return fail(c, ERR_INVALID, NULL, N_("A new link was sent less than an hour ago. Look in the mailbox of your organisation."));
  return send_new(c, &r, address);
}
