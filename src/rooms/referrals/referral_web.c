/* One referral: who to call and how, whose turn it is, what can be done now, what was done. */
#include "accounts.h"
#include "calendar.h"
#include "html.h"
#include "languages.h"
#include "places.h"
#include "links.h"
#include "offers_room.h"
#include "organisations.h"
#include "addresses.h"
#include "referral_moves.h"
#include "referrals_web.h"
#include "text.h"

static const struct field give_fields[] = { F_TEXT(give_form, mail, REQUIRED, N_("Mail address of the colleague"), .max = 200) };
const struct record give_form_record = PART(give_form, give_fields);

/* --- what can be done now -------------------------------------------------------------------------------------------------- */

/* What answers what is waited for. */
static const enum referral_act answers[] = { [NEXT_PERMISSION] = ACT_CONSENT, [NEXT_SEND] = ACT_SEND, [NEXT_FIRST_CALL] = ACT_SPOKEN, [NEXT_CALL_AGAIN] = ACT_SPOKEN,
  [NEXT_OFFER] = ACT_OFFER, [NEXT_ARRIVAL] = ACT_ARRIVED, [NEXT_START] = ACT_STARTED, [NEXT_LOOK] = ACT_ATTENDED, [NEXT_AFTERCARE] = ACT_TOUCH,
  [NEXT_KEEP] = ACT_TOUCH, [NEXT_LOOK_AGAIN] = ACT_TOUCH };

static bool shown_here(const struct referral *r, enum referral_act act)
{
  if (act == ACT_CONSENT || act == ACT_SEND) return false;                       /* the form does these */
  if ((act == ACT_SAW || act == ACT_SAW_NOT) && r->arrival_seen == (act == ACT_SAW ? YES : NO)) return false;
  return act != ACT_ATTENDED || r->state == REFERRAL_STARTED || r->state == REFERRAL_ARRIVED;
}

static struct act_button_list acts_of(struct ctx *c, const struct referral_file *f)
{
  struct act_button_list list = { arena_new(&c->arena, struct act_button, ACT_COUNT), 0 };
  const enum referral_act first = answers[f->referral.next];
  if (!f->open || instant_known(f->referral.ended)) return list;
  for (unsigned pass = 0; pass < 2; pass++)
    for (unsigned a = 1; a < ACT_COUNT; a++) {
      const enum referral_act act = (enum referral_act)a;
      if ((act == first) != (pass == 0) || !referral_may(f->referral.state, act, f->by) || !shown_here(&f->referral, act)) continue;
      const unsigned asks = referral_rules[act].asks;
      list.at[list.count++] = (struct act_button){ act, asks & ~(unsigned)(MAY_NOTE | MAY_DATE | MAY_OFFER) || act == ACT_TOUCH || act == ACT_WITHDRAW, act == first };
    }
  return list;
}

/* The link that a provider without an account got. */
static int letter_said(struct ctx *c, const struct referral *r, struct referral_view *v)
{
  struct referral_letter l;
  const int rc = r->by_link == YES ? letter_of(c, r->id, &l) : ERR_NOT_FOUND;
  if (absent(c, rc)) return OK;
  TRY(rc);
  v->letter_sent = moment_in_words(c, l.made, false);
  v->letter_opened = instant_known(l.opened) ? moment_in_words(c, l.opened, false) : NULL;
  return OK;
}

/* Peer contact, drop-in and what says that it bridges, of the own region: also before anything has begun. */
static bool bridges(const struct offer *o) { return o->bridging == YES || set_has(o->formats, FORMAT_DROP_IN); }
/* Aftercare, and what one does oneself or with a peer. */
static bool goes_on(const struct offer *o)
{
  return o->aftercare == YES || set_has(o->formats, FORMAT_APP) || set_has(o->formats, FORMAT_ONLINE) || set_has(o->formats, FORMAT_BUDDY) || set_has(o->formats, FORMAT_DROP_IN);
}

static bool is_help(const struct offer *o) { return offer_is_public(o) && o->status == STATUS_ACTIVE && o->kind == KIND_HELP; }

enum { OFFERS_SHOWN = 5 };
static struct offer_refs help_that(struct ctx *c, bool (*fits)(const struct offer *o))
{
  const struct snapshot *const s = offers_snapshot(c);
  struct offer_refs list = { arena_new(&c->arena, const struct offer *, OFFERS_SHOWN), 0 };
  for (size_t i = 0; i < snapshot_count(s) && list.count < OFFERS_SHOWN; i++) {
    const struct offer *const o = &snapshot_offer(s, i)->offer;
    if (offer_serves(o, c->scope.region) && is_help(o) && fits(o)) list.at[list.count++] = o;
  }
  return list;
}

static bool takes(const struct offer *o) { return is_help(o) && !referral_why_not(o); }

struct choices other_offers(struct ctx *c) { return offers_to_choose(c, N_("None that I know"), NULL, takes); }

static bool waits(enum referral_state s) { return s == REFERRAL_SENT || s == REFERRAL_RECEIVED || s == REFERRAL_CONTACT || s == REFERRAL_OFFERED; }

/* --- the page ------------------------------------------------------------------------------------------------------------------ */

static const struct offer *offer_of(struct ctx *c, struct id id)
{
  const struct offer_line *const line = id_known(id) ? snapshot_by_id(offers_snapshot(c), id) : NULL;
  return line ? &line->offer : NULL;
}

/* Of who gave it back last, if one can still be referred to it. */
static const struct offer *alternative_of(const struct note_line_list *notes)
{
  for (size_t i = 0; i < notes->count; i++)
    if (notes->at[i].note->act == ACT_RETURN) return notes->at[i].alternative && !referral_why_not(notes->at[i].alternative) ? notes->at[i].alternative : NULL;
  return NULL;
}

static int notes_of(struct ctx *c, const struct referral_file *f, struct note_line_list *out)
{
  *out = (struct note_line_list){ arena_new(&c->arena, struct note_line, f->notes.count + 1), f->notes.count };
  for (size_t i = 0; i < f->notes.count; i++) {
    const struct referral_note *const n = &f->notes.at[i];
    struct note_line *const line = &out->at[i];
    *line = (struct note_line){ .what = referral_act_label(n->act), .when = moment_in_words(c, n->at, false), .note = n,
      .reason = n->reason ? referral_reason_label(n->reason) : NULL, .alternative = offer_of(c, n->alternative) };
    TRY(account_name(c, n->by, &line->by));
    if (!line->by) TRY(organisation_name(c, n->organisation, &line->by));
    if (!line->by) line->by = tr(c, N_("by itself"));
  }
  return OK;
}

struct item_line_list referral_items(struct ctx *c, const struct referral_file *f)
{
  struct item_line_list list = { arena_new(&c->arena, struct item_line, f->items.count + 1), f->items.count };
  for (size_t i = 0; i < f->items.count; i++)
    list.at[i] = (struct item_line){ shared_item_label(f->items.at[i].item), legal_ground_label(f->items.at[i].ground), &f->items.at[i] };
  return list;
}

static int names_of(struct ctx *c, const struct referral *r, struct referral_view *v)
{
  v->offer = offer_of(c, r->offer);
  TRY(organisation_name(c, r->provider, &v->provider));
  TRY(organisation_name(c, r->origin, &v->origin));
  TRY(account_name(c, r->responsible, &v->responsible));
  TRY(account_name(c, r->referrer, &v->referrer));
  return account_name(c, r->stands_in_for, &v->stands_in_for);
}

int show_referral(struct ctx *c)
{
  struct id id;
  struct referral_file f;
  struct referral_view v = { .file = &f };
  TRY(path_id(c, &id));
  TRY(referral_file(c, id, &f));
  const bool open = !instant_known(f.referral.ended);
  referral_as_heard(c, &f);
  v.appointment = f.open ? appointment_of(&f) : DATE_UNKNOWN;
  v.acts = acts_of(c, &f);
  TRY(names_of(c, &f.referral, &v));
  TRY(letter_said(c, &f.referral, &v));
  TRY(notes_of(c, &f, &v.notes));
  v.items = referral_items(c, &f);
  v.left = term_left(c, f.referral.next_at, f.referral.counts);
  v.bridge_by = instant_known(f.referral.bridge_at) ? term_left(c, f.referral.bridge_at, TERM_DAYS) : NULL;
  if (waits(f.referral.state) || v.bridge_by) v.beside = help_that(c, bridges);
  if (f.referral.state == REFERRAL_COMPLETED || f.referral.state == REFERRAL_DROPPED_OUT) v.after = help_that(c, goes_on);
  if (f.referral.state == REFERRAL_DECLINED && f.by & BY_REFERRER) v.other = alternative_of(&v.notes);
  if (f.open) TRY(peer_assignments_about(c, id, &v.peers));
  v.ask_peer = f.open && open && signed_in_may(who(c), MAY_WRITE_FILES) ? local_path(c, peer_ask_path(c, ID_NONE, id)) : NULL;
  v.late = instant_known(f.referral.next_at) && c->now >= f.referral.next_at.ms;
  v.mine = id_same(f.referral.responsible, c->scope.actor);
  v.may_take = open && !v.mine && referral_may_take(c, &f.referral);
  v.may_give = open && referral_may_give(c, &f.referral);
  v.languages = languages_in_words(c, f.person.languages);
  v.tel = text_known(f.person.phone) ? phone_normal(&c->arena, f.person.phone) : NULL;
  const struct page page = { .title = tr(c, N_("Referral")), .current = REFERRALS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_referral(c, &v);
  return page_end(c, &page);
}

/* --- one step ----------------------------------------------------------------------------------------------------------------- */

struct choices reasons_of(struct ctx *c, enum referral_act act) { return choices_kept(&c->arena, &referral_reason_choices, referral_rules[act].reasons); }

static const char *day_label(enum referral_act act)
{
  switch (act) {
  case ACT_OFFER:     return N_("When is the appointment?");
  case ACT_ARRIVED:   return N_("On which day did the person arrive?");
  case ACT_STARTED:   return N_("On which day did it start?");
  case ACT_COMPLETE:  return N_("On which day was it completed?");
  case ACT_DROPPED:   return N_("Since which day?");
  case ACT_REFUSED:
  case ACT_TOUCH:     return N_("When do you get in touch again?");
  case ACT_ATTENDED:  return N_("When is the next time?");
  default:            return N_("When do you try again?");
  }
}

/* A form that came back says itself which act it is. */
static enum referral_act act_asked(struct ctx *c)
{
  const struct referral_step *const posted = form_row(c, referral_step);
  const struct step_ask *const asked = form_row(c, step_ask);
  return posted ? posted->act : asked ? asked->wat : ACT_UNKNOWN;
}

int show_step(struct ctx *c)
{
  struct id id;
  struct referral_file f;
  struct step_view v = { .act = act_asked(c), .referral = &f.referral };
  TRY(path_id(c, &id));
  TRY(referral_file(c, id, &f));
  if (!f.open || !referral_may(f.referral.state, v.act, f.by)) return redirect(c, path_of_id(c, REFERRALS_PATH, id, NULL));
  const unsigned asks = referral_rules[v.act].asks;
  const struct field_list lists[] = {
    { .field = "day", .required = asks & ASKS_DATE, .label = day_label(v.act) },
    { .field = "with_whom", .required = asks & ASKS_WITH, .label = N_("Who receives this person?") },
    { .field = "reason", .values = reasons_of(c, v.act), .required = asks & ASKS_REASON },
    { .field = "alternative", .values = asks & MAY_OFFER ? other_offers(c) : (struct choices){ 0 } },
    { .field = "note", .required = asks & ASKS_NOTE, .label = v.act == ACT_WHY ? N_("In the own words of this person") : NULL },
  };
  v.lists = lists;
  v.list_count = COUNT(lists);
  if (v.act == ACT_WITHDRAW) TRY(peer_assignments_about(c, id, &v.peers));
  v.path = path_of_id(c, REFERRALS_PATH, id, "/stap");
  v.back = path_of_id(c, REFERRALS_PATH, id, NULL);
  const struct page page = { .title = tr(c, N_("Referral")), .current = REFERRALS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_referral_step(c, &v);
  return page_end(c, &page);
}

int send_step(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(referral_do(c, id, c->form->version, form_row(c, referral_step)));
  return redirect_done(c, path_of_id(c, REFERRALS_PATH, id, NULL), "opgeslagen");
}

/* --- somebody else's turn -------------------------------------------------------------------------------------------------- */

int take_over(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(referral_take_over(c, id));
  return redirect_done(c, path_of_id(c, REFERRALS_PATH, id, NULL), "opgeslagen");
}

int show_give(struct ctx *c)
{
  struct id id;
  struct referral r;
  TRY(path_id(c, &id));
  TRY(referral_get(c, id, &r));
  const struct step_view v = { .path = path_of_id(c, REFERRALS_PATH, id, "/geven"), .back = path_of_id(c, REFERRALS_PATH, id, NULL), .referral = &r };
  const struct page page = { .title = tr(c, N_("Referral")), .current = REFERRALS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_referral_give(c, &v);
  return page_end(c, &page);
}

int send_give(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(referral_give(c, id, form_row(c, give_form)->mail));
  return redirect_done(c, path_of_id(c, REFERRALS_PATH, id, NULL), "opgeslagen");
}
