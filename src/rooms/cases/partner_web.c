/* Asking a partner outside care: for the colleague who asks, and for the partner who has the link. */
#include "cases_web.h"
#include "accounts.h"
#include "app.h"
#include "calendar.h"
#include "html.h"
#include "need_to_know.h"
#include "organisations.h"
#include "outbox.h"
#include "text.h"

static const char *day_in_words(struct ctx *c, struct date day)
{
  return field_said(c, record_field(&partner_new_record, "due"), &(struct partner_new){ .due = day });
}

/* --- at the action ------------------------------------------------------------------------------------------------ */

/* As the partner said it. */
static const char *const own_words[] = { [PARTNER_TAKES] = N_("I will do this"), [PARTNER_DID] = N_("It is done"), [PARTNER_CANNOT] = N_("It cannot be done"),
  [PARTNER_QUESTION] = N_("I have a question") };

static struct partner_said_list said_by(struct ctx *c, struct id ask, const struct partner_answer_list *all, bool own)
{
  struct partner_said_list out = { arena_new(&c->arena, struct partner_said, all->count + 1), 0 };
  for (size_t i = 0; i < all->count; i++) {
    const struct partner_answer *const a = &all->at[i];
    if (id_same(a->ask, ask)) out.at[out.count++] = (struct partner_said){ own ? own_words[a->answer] : partner_did_label(a->answer), moment_in_words(c, a->at, false), a };
  }
  return out;
}

/* Where nobody sends mail whoever asked gives the link; else it is the partner's alone. Behind it stands who asks: not for a colleague of another side. */
static int link_by_hand(struct ctx *c, const struct partner_ask *p, const char **out)
{
  const char *token;
  if (outbox_by(c->app, MESSAGE_MAIL) || !id_same(p->asker, c->scope.actor)) return OK;
  const int rc = partner_token(c, p->id, &token);
  if (absent(c, rc)) return OK;
  TRY(rc);
  *out = absolute_url(c, local_path(c, JOIN(&c->arena, PARTNER_PAGE "/", token)));
  return OK;
}

int partner_lines(struct ctx *c, const struct case_file *f, const struct case_action *a, struct partner_line_list *out)
{
  struct partner_ask_list asks;
  struct partner_answer_list answers;
  TRY(partner_asks_of(c, a->id, &asks, &answers));
  out->at = arena_new(&c->arena, struct partner_line, asks.count + 1);
  for (size_t i = 0; i < asks.count; i++) {
    const struct partner_ask *const p = &asks.at[i];
    struct partner_line *const l = &out->at[out->count++];
    *l = (struct partner_line){ .ask = p, .state = partner_stands(p, &answers, a->state == ACTION_OPEN, c->now), .at = moment_in_words(c, p->asked, false),
      .said = said_by(c, p->id, &answers, false) };
    TRY(case_colleague(c, f, p->asker, &l->by));
    TRY(same_side(c, f->file.household.id, p->asker, &l->own));
    if (a->state != ACTION_OPEN || instant_known(p->ended) || !case_may_write(c) || !l->own) continue;
    l->back = path_of_id(c, PARTNERS_PATH, p->id, "/terug");
    if (partner_ends(p).ms > c->now) TRY(link_by_hand(c, p, &l->link));
  }
  return OK;
}

/* In one line, for lists of actions: the last one who was asked. */
const char *partner_in_words(struct ctx *c, const struct case_action *a, const struct partner_ask_list *asks, const struct partner_answer_list *answers)
{
  const char *said = NULL;
  for (size_t i = 0; i < asks->count; i++) {
    const struct partner_ask *const p = &asks->at[i];
    if (id_same(p->action, a->id)) said = JOIN(&c->arena, p->organisation, ": ", tr(c, partner_state_label(partner_stands(p, answers, a->state == ACTION_OPEN, c->now))));
  }
  return said;
}

int partner_helpers(struct ctx *c, const struct case_file *f, struct partner_help_list *out)
{
  struct partner_ask_list asks;
  struct partner_answer_list answers;
  TRY(partner_asks_in(c, f->file.household.id, &asks, &answers));
  out->at = arena_new(&c->arena, struct partner_help, asks.count + 1);
  for (size_t i = 0; i < asks.count; i++) {
    const struct partner_ask *const p = &asks.at[i];
    struct case_action a;
    if (!partner_helps(p, &answers) || partner_stands(p, &answers, true, c->now) == PARTNER_GROUNDLESS) continue;
    TRY(action_get(c, p->action, &a));
    if (a.state == ACTION_OPEN) out->at[out->count++] = (struct partner_help){ p->name, p->organisation, path_of_id(c, ACTION_PATH, p->action, NULL), p->branch };
  }
  return OK;
}

/* --- asking -------------------------------------------------------------------------------------------------------- */

static int new_page(struct ctx *c, const struct case_action *a, struct partner_new_view *v)
{
  struct case_file f;
  TRY(case_home(c, a->compartment, a->household, &f));
  v->household = &f.file.household;
  v->action = a;
  v->mail = outbox_by(c->app, MESSAGE_MAIL);
  const struct page page = { .title = tr(c, N_("Ask a partner outside care")), .current = HOUSEHOLDS, .noindex = true, .work = true };
  page_begin(c, &page);
  view_partner_new(c, v);
  return page_end(c, &page);
}

int show_partner_new(struct ctx *c)
{
  struct id id;
  struct case_action a;
  TRY(path_id(c, &id));
  TRY(action_get(c, id, &a));
  if (!partner_may_be_asked(&a)) return not_there(c);
  const struct partner_new blank = { .due = date_before(a.due, c->today) ? c->today : a.due };
  return new_page(c, &a, &(struct partner_new_view){ .row = &blank });
}

/* What is asked is sent as it was looked at. */
static struct hidden_field_list typed(struct ctx *c, const struct partner_new *n)
{
  const struct record *const rec = &partner_new_record;
  struct hidden_field_list out = { arena_new(&c->arena, struct hidden_field, rec->count), 0 };
  for (size_t i = 0; i < rec->count; i++)
    if (field_known(&rec->fields[i], n)) out.at[out.count++] = (struct hidden_field){ rec->fields[i].name, field_printed(c, &rec->fields[i], n) };
  return out;
}

int preview_partner(struct ctx *c)
{
  const struct partner_new *const n = form_row(c, partner_new);
  struct id id;
  struct case_action a;
  struct partner_text text = { .request = n->request, .due = day_in_words(c, n->due), .colleague = who(c)->account.name, .mail = who(c)->account.mail };
  TRY(path_id(c, &id));
  TRY(partner_check(c, id, n));
  TRY(action_get(c, id, &a));
  TRY(organisation_name(c, c->scope.organisation, &text.office));
  return new_page(c, &a, &(struct partner_new_view){ .row = n, .preview = &text, .typed = typed(c, n) });
}

int add_partner(struct ctx *c)
{
  struct id action;
  TRY(path_id(c, &action));
  TRY(partner_ask_add(c, action, form_row(c, partner_new), NULL));
  return redirect_done(c, path_of_id(c, ACTION_PATH, action, NULL), "verstuurd");
}

/* --- taking it back -------------------------------------------------------------------------------------------------- */

int show_partner_back(struct ctx *c)
{
  struct id id;
  struct partner_ask p;
  TRY(path_id(c, &id));
  TRY(partner_get(c, id, &p));
  const struct form_page v = { .title = tr(c, N_("Take it back")), .path = path_of_id(c, PARTNERS_PATH, id, "/terug"), .token_path = PARTNERS_PATH "/:id/terug",
    .back = path_of_id(c, ACTION_PATH, p.action, NULL), .back_label = tr(c, N_("Action")), .button = tr(c, N_("Take it back")), .rec = &partner_back_record, .version = p.version,
    .note = tr(c, N_("The link stops at once, and the partner hears nothing of it. What they have read they know.")) };
  return form_page(c, &v, HOUSEHOLDS);
}

int take_back_partner(struct ctx *c)
{
  struct id id;
  struct partner_ask p;
  TRY(path_id(c, &id));
  TRY(partner_get(c, id, &p));
  TRY(partner_take_back(c, id, c->form->version, form_row(c, partner_back)));
  return redirect_done(c, path_of_id(c, ACTION_PATH, p.action, NULL), "beeindigd");
}

/* --- the partner's page ------------------------------------------------------------------------------------------------ */

/* In no frame of this site: its menu, footer and numbers to call would tell a partner that there is violence in the home of whom it is about. */
static int part_page(struct ctx *c, const struct partner_part_view *v)
{
  const struct page page = { .title = tr(c, v->part ? N_("Somebody asks you something") : N_("This link does not work")), .other_lang = JOIN(&c->arena, PARTNER_PAGE "/", path_part(c)),
    .plain = true, .work = true, .noindex = true, .status = v->part ? 0 : 404 };
  respond_header(c, "Cache-Control", "no-store");
  page_begin(c, &page);
  view_partner_part(c, v);
  return page_end(c, &page);
}

/* One page for every link that opens nothing: wrong, past, taken back, or of a process that has no keys. */
static int dead_page(struct ctx *c) { return part_page(c, &(struct partner_part_view){ .part = NULL }); }

int show_part_of_partner(struct ctx *c)
{
  struct partner_part part;
  struct partner_part_view v = { .part = &part };
  if (!c->keys) return dead_page(c);
  const int rc = partner_read(c, path_part(c), &part);
  if (absent(c, rc)) return dead_page(c);
  TRY(rc);
  v.text = (struct partner_text){ part.ask.request, day_in_words(c, part.ask.due), part.office, part.colleague, part.mail };
  v.said = said_by(c, part.ask.id, &part.answers, true);
  v.path = local_path(c, JOIN(&c->arena, PARTNER_PAGE "/", path_part(c)));
  v.until = partner_last_day(c, &part.ask);
  v.takes = partner_takes(part.state, PARTNER_TAKES);
  v.did = partner_takes(part.state, PARTNER_DID);
  v.cannot = partner_takes(part.state, PARTNER_CANNOT);
  v.question = partner_takes(part.state, PARTNER_QUESTION);
  return part_page(c, &v);
}

int answer_part_of_partner(struct ctx *c)
{
  if (!c->keys) return dead_page(c);
  const int rc = partner_reply_add(c, path_part(c), form_row(c, partner_reply));
  if (absent(c, rc)) return dead_page(c);
  TRY(rc);
  return redirect(c, local_path(c, JOIN(&c->arena, PARTNER_PAGE "/", path_part(c))));
}
