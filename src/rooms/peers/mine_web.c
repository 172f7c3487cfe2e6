/* The expert's own page, and one assignment as the expert and who asked see it. */
#include "peers_web.h"
#include "calendar.h"
#include "form_page.h"
#include "html.h"
#include "languages.h"
#include "places.h"
#include "text.h"

/* An expert's pages stand under an address of their own; the others do the same things under the register's. */
static bool is_expert(const struct ctx *c) { return signed_in_may(who(c), MAY_PEER); }
static const char *work_at(const struct ctx *c) { return is_expert(c) ? PEER_MINE : PEER_WORK_AT; }
static const char *proposed_at(const struct ctx *c) { return is_expert(c) ? PEER_MINE "/voorstel" : PEERS_PATH "/voorstel"; }
static const char *home(const struct ctx *c) { return is_expert(c) ? PEER_MINE : signed_in_may(who(c), MAY_KEEP_PEERS) ? PEERS_PATH : PEER_ASK_PATH; }


static const char *municipality_said(const struct ctx *c, const char *slug)
{
  const struct municipality *const m = slug && c->places ? municipality_find(c->places, slug, strlen(slug)) : NULL;
  return m ? m->name : slug;
}

/* --- own page ------------------------------------------------------------------------------------------------- */

static int add_asked(struct ctx *c, const struct peer_clock *k, struct mine_view *v)
{
  struct peer_proposal p;
  const int rc = peer_proposal_get(c, k->id, &p);
  if (absent(c, rc)) return OK;
  TRY(rc);
  v->asked.at[v->asked.count++] = (struct proposal_line){ .id = k->id, .role = peer_role_label(p.role), .language = p.language ? language_label(p.language) : NULL,
    .municipality = municipality_said(c, p.municipality), .answer = k->next };
  return OK;
}

/* Whose permission ended is not shown any more: silence then comes to who asked. */
static int add_mine(struct ctx *c, const struct peer_clock *k, struct mine_view *v)
{
  struct peer_assignment a;
  struct peer_clock now;
  struct peer_contact_list contacts;
  const int rc = peer_assignment_get(c, k->id, &a, &now);
  if (absent(c, rc)) return OK;
  TRY(rc);
  TRY(peer_contacts(c, k->id, &contacts));
  const bool first = k->state == PEER_ACCEPTED && !contacts.count && !date_before(date_plus_days(c->today, 1), k->next);      /* today rather than at its last day */
  struct mine_line_list *const to = date_before(c->today, k->next) && !first ? &v->later : &v->today;
  struct mine_line *const line = &to->at[to->count++];
  *line = (struct mine_line){ .assignment = a, .clock = now, .tel = peer_tel(c, a.reach), .late = date_before(k->next, c->today) };
  if (!contacts.count) return OK;
  line->last_on = date_at(contacts.at[0].made.ms);
  line->last_reached = contacts.at[0].reached == YES;
  return OK;
}

static int fill_own(struct ctx *c, struct mine_view *v)
{
  struct peer own;
  const int rc = peer_own(c, &own);
  if (absent(c, rc)) return OK;
  TRY(rc);
  v->registered = true;
  if (date_known(own.paused_until) && date_before(c->today, own.paused_until)) v->paused_until = own.paused_until;
  v->days = peer_said(c, &peer_record, "days", &own);
  v->parts = peer_said(c, &peer_record, "parts", &own);
  return OK;
}

int show_peer_mine(struct ctx *c)
{
  struct peer_clock_list list;
  struct mine_view v = { 0 };
  TRY(peer_clocks_mine(c, &list));
  v.asked.at = arena_new(&c->arena, struct proposal_line, list.count + 1);
  v.today.at = arena_new(&c->arena, struct mine_line, list.count + 1);
  v.later.at = arena_new(&c->arena, struct mine_line, list.count + 1);
  for (size_t i = 0; i < list.count; i++) TRY(list.at[i].state == PEER_PROPOSED ? add_asked(c, &list.at[i], &v) : add_mine(c, &list.at[i], &v));
  TRY(fill_own(c, &v));
  const struct page page = { .title = tr(c, N_("My people")), .current = PEER_MINE, .noindex = true, .work = true };
  page_begin(c, &page);
  view_peer_mine(c, &v);
  return page_end(c, &page);
}

int show_peer_available(struct ctx *c)
{
  struct peer_available a;
  TRY(peer_own(c, &a.peer));
  const struct form_page v = { .title = tr(c, N_("When I can")), .path = local_path(c, PEER_MINE "/beschikbaar"), .token_path = PEER_MINE "/beschikbaar",
    .back = local_path(c, PEER_MINE), .back_label = tr(c, N_("My people")), .button = tr(c, N_("Save")), .rec = &peer_available_record, .row = &a,
    .note = tr(c, N_("A pause stops new questions. The people you are there for now stay: hand somebody back if you cannot go on.")) };
  return form_page(c, &v, PEER_MINE);
}

int change_peer_available(struct ctx *c)
{
  struct peer_available a = *form_row(c, peer_available);
  a.peer.version = c->form->version;
  TRY(peer_own_change(c, &a));
  return redirect_done(c, local_path(c, PEER_MINE), "opgeslagen");
}

/* --- proposals ----------------------------------------------------------------------------------------------------- */

int show_peer_question(struct ctx *c)
{
  struct id id;
  struct proposal_view v = { .tokens = JOIN(&c->arena, proposed_at(c), "/:id") };
  TRY(path_id(c, &id));
  TRY(peer_proposal_get(c, id, &v.proposal));
  v.language = v.proposal.language ? language_label(v.proposal.language) : NULL;
  v.municipality = municipality_said(c, v.proposal.municipality);
  v.parts = peer_said(c, &peer_proposal_record, "parts", &v.proposal);
  v.base = path_of_id(c, proposed_at(c), id, NULL);
  const struct page page = { .title = tr(c, N_("A question for you")), .current = home(c), .noindex = true, .work = true };
  page_begin(c, &page);
  view_peer_proposal(c, &v);
  return page_end(c, &page);
}

int accept_peer_question(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(peer_accept(c, id));
  return redirect_done(c, path_of_id(c, work_at(c), id, NULL), "bevestigd");
}

int show_peer_refuse(struct ctx *c)
{
  struct id id;
  struct peer_proposal p;
  TRY(path_id(c, &id));
  TRY(peer_proposal_get(c, id, &p));
  const struct form_page v = { .title = tr(c, N_("Hand back")), .path = path_of_id(c, proposed_at(c), id, "/terug"), .token_path = JOIN(&c->arena, proposed_at(c), "/:id/terug"),
    .back = path_of_id(c, proposed_at(c), id, NULL), .back_label = tr(c, N_("A question for you")), .button = tr(c, N_("Hand back")), .rec = &peer_back_form_record,
    .note = tr(c, N_("Saying no is fine. Who asked then looks for somebody else.")) };
  return form_page(c, &v, home(c));
}

int refuse_peer_question(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(peer_hand_back(c, id, form_row(c, peer_back_form)));
  return redirect_done(c, local_path(c, home(c)), "verstuurd");
}

/* --- one assignment --------------------------------------------------------------------------------------------------- */

static int fill_contacts(struct ctx *c, struct id id, struct contact_line_list *out)
{
  struct peer_contact_list list;
  TRY(peer_contacts(c, id, &list));
  out->at = arena_new(&c->arena, struct contact_line, list.count + 1);
  for (size_t i = 0; i < list.count; i++) {
    const struct peer_contact *const one = &list.at[i];
    struct contact_line *const line = &out->at[out->count++];
    *line = (struct contact_line){ .how = peer_how_label(one->how), .line = one->line, .made = moment_in_words(c, one->made, false),
      .reached = one->reached == YES, .next = one->next };
    TRY(account_name(c, one->by, &line->by));
  }
  return OK;
}

static void fill_acts(const struct ctx *c, const struct peer_clock *k, struct assignment_view *v)
{
  const enum peer_who as = peer_stands_as(c, k);
  v->expert = as == PEER_EXPERT;
  v->may_contact = peer_next_state(k->state, PEER_CONTACT, as) != PEER_STATE_UNKNOWN;
  v->may_hand_back = k->state != PEER_PROPOSED && peer_next_state(k->state, PEER_HAND_BACK, as) != PEER_STATE_UNKNOWN;
  v->may_end = peer_next_state(k->state, PEER_END, as) != PEER_STATE_UNKNOWN;
}

int show_peer_work(struct ctx *c)
{
  struct id id;
  struct peer_clock k;
  struct assignment_view v = { .tokens = JOIN(&c->arena, work_at(c), "/:id") };
  TRY(path_id(c, &id));
  TRY(peer_assignment_get(c, id, &v.assignment, &k));
  TRY(peer_line_of(c, &v.assignment, &k, &v.line));
  TRY(fill_contacts(c, id, &v.contacts));
  fill_acts(c, &k, &v);
  v.base = path_of_id(c, work_at(c), id, NULL);
  v.tel = peer_tel(c, v.assignment.reach);
  v.language = v.assignment.language ? language_label(v.assignment.language) : NULL;
  v.parts = peer_said(c, &peer_assignment_record, "parts", &v.assignment);
  if (k.state == PEER_HANDED_BACK && signed_in_may(who(c), MAY_WRITE_FILES)) v.again = local_path(c, peer_ask_path(c, v.assignment.person, v.assignment.referral));
  const struct page page = { .title = tr(c, N_("Contact")), .current = home(c), .noindex = true, .work = true };
  page_begin(c, &page);
  view_peer_assignment(c, &v);
  return page_end(c, &page);
}

int add_peer_contact(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(peer_contact_add(c, id, form_row(c, peer_contact_new)));
  return redirect_done(c, is_expert(c) ? local_path(c, PEER_MINE) : path_of_id(c, work_at(c), id, NULL), "opgeslagen");
}

/* A page that asks why, for what has such a record. */
static int ask_why(struct ctx *c, const char *title, const char *rest, const struct record *rec, const char *note)
{
  struct id id;
  struct peer_assignment a;
  struct peer_clock k;
  TRY(path_id(c, &id));
  TRY(peer_assignment_get(c, id, &a, &k));
  const struct form_page v = { .title = tr(c, title), .path = path_of_id(c, work_at(c), id, rest), .token_path = JOIN(&c->arena, work_at(c), "/:id", rest),
    .back = path_of_id(c, work_at(c), id, NULL), .back_label = a.called, .button = tr(c, title), .rec = rec, .note = tr(c, note) };
  return form_page(c, &v, home(c));
}

int show_peer_back(struct ctx *c)
{
  return ask_why(c, N_("Hand back"), "/terug", &peer_back_form_record, N_("Who asked hears it at once, and looks for somebody else. You do not see this person any more after it."));
}

int give_peer_back(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(peer_hand_back(c, id, form_row(c, peer_back_form)));
  return redirect_done(c, local_path(c, home(c)), "verstuurd");
}

int show_peer_end(struct ctx *c)
{
  return ask_why(c, N_("End it"), "/einde", &peer_end_form_record, N_("The expert does not see this person any more after it. What was noted stays with who asked."));
}

int end_peer_work(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(peer_end(c, id, form_row(c, peer_end_form)));
  return redirect_done(c, local_path(c, home(c)), "beeindigd");
}
