/* Assignments: asking, answering, contacts, the end. Every act asks the table of states (peer_states.c). */
#include "peer_work.h"
#include "addresses.h"
#include "journal.h"
#include "need_to_know.h"
#include "organisations.h"
#include "seal.h"
#include "tasks.h"
#include "terms.h"
#include "text.h"

enum { READ_DAYS = 365 };

/* --- who stands where ------------------------------------------------------------------------------------ */

enum peer_who peer_stands_as(const struct ctx *c, const struct peer_clock *k)
{
  if (!id_known(c->scope.actor)) return PEER_WHO_NONE;
  if (id_same(k->account, c->scope.actor)) return id_same(k->asked_by, c->scope.actor) ? PEER_EITHER : PEER_EXPERT;
  return PEER_ASKER;                                          /* only asked where the actor is involved */
}

/* Of the proposed one nobody but who asked is involved: the expert, or a keeper for one without an account. */
static int proposed_to_actor(struct ctx *c, struct id id, struct peer_clock *k, struct peer *p)
{
  TRY(peer_clock_get(c, id, k));
  if (k->state != PEER_PROPOSED) return not_there(c);
  TRY(peer_read(c, k->peer, p));
  const bool own = id_known(c->scope.actor) && id_same(p->account, c->scope.actor);
  const bool keeps = !id_known(p->account) && peers_are_kept(c, p->organisation);
  return own || keeps ? OK : not_there(c);
}

int peer_responsible(struct ctx *c, const struct peer_clock *k, struct id *out)
{
  struct peer p;
  *out = ID_NONE;
  if (!peer_open(k->state)) return OK;
  if (k->step.n < PEER_TO_ASKER) *out = k->account;
  else *out = k->asked_by;
  if (k->step.n < PEER_TO_COORDINATOR) return OK;
  TRY(peer_read(c, k->peer, &p));
  TRY(peer_coordinator(c, &p, out));
  if (!id_known(*out)) *out = k->asked_by;
  return OK;
}

/* To who asked; where they do not work here any more, to whoever coordinates the expert: nothing is lost. */
static int tell_asker(struct ctx *c, const struct peer_clock *k, struct task *t)
{
  struct account asker = { 0 };
  struct peer p;
  const int rc = account_get(c, k->asked_by, &asker);
  if (rc != OK && !absent(c, rc)) return rc;
  t->account = k->asked_by;
  t->organisation = k->asked_for;
  if (rc == OK && !instant_known(asker.gone)) return task_add(c, t);
  t->kind = TASK_PEER_SILENT;
  t->account = ID_NONE;
  t->organisation = k->organisation;
  TRY(peer_read(c, k->peer, &p));
  TRY(peer_coordinator(c, &p, &t->account));
  return task_add(c, t);
}

/* --- moving the clock -------------------------------------------------------------------------------------- */

static int move(struct ctx *c, struct peer_clock *k, enum peer_act act, enum peer_who who, struct date next)
{
  const enum peer_state to = peer_next_state(k->state, act, who);
  if (to == PEER_STATE_UNKNOWN) return fail(c, ERR_INVALID, NULL, N_("This is over, or cannot be done now. Look at it again."));
  k->state = to;
  k->next = peer_open(to) ? next : DATE_UNKNOWN;
  k->step = num(PEER_ON_TIME);
  k->look = peer_look(k->next, PEER_ON_TIME);
  TRY(record_update(c, peer_clock, k));
  TRY(tasks_close(c, TASK_PEER_ASKED, k->id, ID_NONE));
  TRY(tasks_close(c, TASK_PEER_CONTACT, k->id, ID_NONE));
  return tasks_close(c, TASK_PEER_SILENT, k->id, ID_NONE);
}

/* --- asking ------------------------------------------------------------------------------------------------ */

static int check_request(struct ctx *c, const struct peer_request *r)
{
  if (!r->wishes.role) return fail(c, ERR_INVALID, "role", N_("Choose what for."));
  if (!text_said(r->called)) return fail(c, ERR_INVALID, "called", N_("Write the name in use."));
  if (!text_said(r->reach)) return fail(c, ERR_INVALID, "reach", N_("Write a safe number, or another safe way."));
  if (!r->gap.known || r->gap.n < 1 || r->gap.n > PEER_GAP_MOST) return fail(c, ERR_INVALID, "gap", N_("Write after how many days at most there is contact again: 1 to 60."));
  if (!r->ground) return fail(c, ERR_INVALID, "ground", N_("Choose on which ground this is passed on."));
  return text_said(r->how) ? OK : fail(c, ERR_INVALID, "how", N_("Write how the person agreed, or the facts."));
}

static int check_peer(struct ctx *c, const struct peer_request *r, struct peer *p)
{
  struct peer_fit fit;
  const int rc = peer_read(c, r->peer, p);
  if (absent(c, rc)) return fail(c, ERR_INVALID, "peer", N_("Choose who is asked."));
  TRY(rc);
  TRY(peer_fits(c, p, &r->wishes, &fit));
  for (unsigned i = 1; !fit.fits && i < peer_reason_choices.count; i++)
    if (set_has(fit.reasons, i)) return fail(c, ERR_INVALID, "peer", peer_reason_label((enum peer_reason)i));
  return OK;
}

/* Where the expert works elsewhere, somebody must be allowed to hear it. */
static int write_ground(struct ctx *c, const struct peer_request *r, const struct peer *p, struct id compartment)
{
  const struct set things = set_with(set_with((struct set){ 0 }, SHARED_FILE), SHARED_CONTACT);
  const struct ground g = { .compartment = compartment, .organisation = p->organisation, .things = things, .purpose = PURPOSE_REFERRAL, .ground = r->ground, .how = r->how };
  return id_same(p->organisation, c->scope.organisation) ? OK : ground_add(c, &g, NULL);
}

static int propose(struct ctx *c, const struct peer_request *r, const struct peer *p, struct id id, struct date from)
{
  const struct peer_wishes *const w = &r->wishes;
  struct peer_proposal proposal = { .id = id, .compartment = p->compartment, .peer = p->id, .role = w->role, .language = w->language, .municipality = w->municipality,
    .parts = w->parts, .begins = from, .gap = r->gap };
  struct peer_clock k = { .id = id, .peer = p->id, .organisation = p->organisation, .account = p->account, .asked_by = c->scope.actor, .asked_for = c->scope.organisation,
    .state = PEER_PROPOSED, .gap = r->gap, .next = working_day_after(c->places, c->today, PEER_ANSWER_DAYS), .step = num(PEER_ON_TIME), .missed = num(0) };
  if (!id_known(k.account)) TRY(peer_coordinator(c, p, &k.account));
  k.look = peer_look(k.next, PEER_ON_TIME);
  TRY(AS_PROGRAM(c, record_insert(c, peer_proposal, &proposal, NULL)));
  TRY(record_insert(c, peer_clock, &k, NULL));
  return task_add(c, &(struct task){ .account = k.account, .organisation = k.organisation, .kind = TASK_PEER_ASKED, .about = id, .due = k.next });
}

int peer_ask(struct ctx *c, const struct peer_request *r, struct id *out)
{
  const struct peer_wishes *const w = &r->wishes;
  /* Never both: who reads the rows without keys would learn whose referral it is. */
  struct peer_assignment a = { .person = id_known(w->verwijzing) ? ID_NONE : w->persoon, .referral = w->verwijzing, .role = w->role, .language = w->language, .called = r->called, .reach = r->reach,
    .hours = r->hours, .voicemail = r->voicemail, .message = r->message, .parts = w->parts, .asked = { c->now } };
  const struct date from = date_known(w->from) && date_before(c->today, w->from) ? w->from : c->today;
  struct peer p;
  struct id id;
  if (id_known(w->persoon)) TRY(record_place(c, person, w->persoon, &id));
  TRY(check_request(c, r));
  TRY(check_peer(c, r, &p));
  a.peer_name = p.name;
  TRY(compartment_make(c, COMPARTMENT_REFERRAL, &a.compartment));
  TRY(involve_self(c, a.compartment, ID_NONE, PURPOSE_REFERRAL));
  TRY(write_ground(c, r, &p, a.compartment));
  TRY(record_insert(c, peer_assignment, &a, &id));
  TRY(propose(c, r, &p, id, from));
  if (out) *out = id;
  return OK;
}

/* --- answering ---------------------------------------------------------------------------------------------- */

int peer_proposal_get(struct ctx *c, struct id id, struct peer_proposal *out)
{
  struct peer_clock k;
  struct peer p;
  struct peer_proposal found;
  TRY(proposed_to_actor(c, id, &k, &p));
  TRY(AS_PROGRAM(c, record_get(c, peer_proposal, id, &found)));
  journal_read(c, &peer_proposal_record, id, found.compartment);
  *out = found;
  return OK;
}

static int has_room(struct ctx *c, const struct peer *p)
{
  size_t busy;
  TRY(peer_load(c, p->id, &busy));
  if (!p->most.known || busy < (size_t)p->most.n) return OK;
  return fail(c, ERR_INVALID, NULL, N_("That is more people at once than was agreed. End or hand back one first, or hand this one back."));
}

/* A yes opens it, on the ground of who asked: theirs is the disclosure, not the expert's organisation's own. */
static int let_in(struct ctx *c, const struct peer_clock *k, struct id compartment)
{
  const struct id own = c->scope.organisation;
  c->scope.organisation = k->asked_for;
  const int rc = involve_by_rule(c, c->scope.actor, own, compartment, PURPOSE_REFERRAL, k->asked_by);
  c->scope.organisation = own;
  return rc;
}

int peer_accept(struct ctx *c, struct id id)
{
  struct peer_clock k;
  struct peer p;
  struct peer_proposal proposal;
  struct id compartment;
  TRY(proposed_to_actor(c, id, &k, &p));
  TRY(has_room(c, &p));
  TRY(AS_PROGRAM(c, record_get(c, peer_proposal, id, &proposal)));
  TRY(AS_PROGRAM(c, record_place(c, peer_assignment, id, &compartment)));
  if (!id_same(k.asked_by, c->scope.actor)) TRY(let_in(c, &k, compartment));
  k.account = c->scope.actor;
  const struct date tomorrow = date_plus_days(c->today, 1);
  TRY(move(c, &k, PEER_ACCEPT, PEER_EXPERT, date_before(tomorrow, proposal.begins) ? proposal.begins : tomorrow));
  return AS_PROGRAM(c, record_delete(c, peer_proposal, id));
}

/* --- the end ------------------------------------------------------------------------------------------------- */

struct over { struct peer_clock *clock; enum peer_back back; enum peer_ending ending; const char *note; };

/* Writes down why, whoever acts: an expert who says no has seen nothing of it, and does not now. What the expert had access to ends
 * with it; who asked can read it for a year more, and then its retention term begins. */
static int write_over(struct ctx *c, const struct over *o)
{
  const struct peer_clock *const k = o->clock;
  struct peer_assignment a;
  TRY(record_get(c, peer_assignment, k->id, &a));
  a.back = o->back;
  a.ending = o->ending;
  a.note = o->note;
  a.closed = (struct instant){ c->now };
  TRY(record_update(c, peer_assignment, &a));
  if (!id_same(k->account, k->asked_by)) TRY(involvement_end_by_rule(c, k->account, a.compartment, (struct instant){ c->now }));
  return involvement_end_by_rule(c, ID_NONE, a.compartment, (struct instant){ c->now + READ_DAYS * DAY_MS });
}

/* `who`: as whom the act is done. */
static int finish(struct ctx *c, struct over *o, enum peer_act act, enum peer_who who)
{
  struct peer_clock *const k = o->clock;
  const bool proposed = k->state == PEER_PROPOSED;
  TRY(move(c, k, act, who, DATE_UNKNOWN));
  TRY(AS_PROGRAM(c, write_over(c, o)));
  return proposed ? AS_PROGRAM(c, record_delete(c, peer_proposal, k->id)) : OK;
}

static int tell_handed_back(struct ctx *c, const struct peer_clock *k)
{
  struct task t = { .kind = TASK_PEER_BACK, .about = k->id, .due = c->today };
  return tell_asker(c, k, &t);
}

int peer_hand_back(struct ctx *c, struct id id, const struct peer_back_form *f)
{
  struct peer_clock k;
  struct over o = { .clock = &k, .back = f->back, .note = f->note };
  struct peer_assignment a;
  struct peer p;
  if (!f->back) return fail(c, ERR_INVALID, "back", N_("Choose why."));
  TRY(peer_clock_get(c, id, &k));
  const bool proposed = k.state == PEER_PROPOSED;
  if (proposed) TRY(proposed_to_actor(c, id, &k, &p));
  else TRY(peer_assignment_get(c, id, &a, &k));
  TRY(finish(c, &o, PEER_HAND_BACK, proposed ? PEER_EXPERT : peer_stands_as(c, &k)));
  return tell_handed_back(c, &k);
}

int peer_end(struct ctx *c, struct id id, const struct peer_end_form *f)
{
  struct peer_clock k;
  struct over o = { .clock = &k, .ending = f->ending, .note = f->note };
  struct peer_assignment a;
  if (!f->ending) return fail(c, ERR_INVALID, "ending", N_("Choose why."));
  TRY(peer_assignment_get(c, id, &a, &k));
  return finish(c, &o, PEER_END, peer_stands_as(c, &k));
}

/* --- contacts -------------------------------------------------------------------------------------------------- */

enum { MISSED_BEFORE_ASKER = 3 };

/* Tried again and again, and nobody was reached: who asked hears it too. */
static int tell_unreached(struct ctx *c, const struct peer_clock *k)
{
  if (k->missed.n < MISSED_BEFORE_ASKER) return OK;
  struct task t = { .kind = TASK_PEER_CONTACT, .about = k->id, .due = date_plus_days(c->today, 1) };
  return tell_asker(c, k, &t);
}

int peer_contact_add(struct ctx *c, struct id id, const struct peer_contact_new *n)
{
  struct peer_assignment a;
  struct peer_clock k;
  TRY(peer_assignment_get(c, id, &a, &k));
  if (!n->reached) return fail(c, ERR_INVALID, "reached", N_("Choose yes or no."));
  if (!n->how) return fail(c, ERR_INVALID, "how", N_("Choose how."));
  const struct date last = peer_latest(c->today, k.gap), tomorrow = date_plus_days(c->today, 1);
  struct peer_contact new = { .compartment = a.compartment, .assignment = id, .how = n->how, .reached = n->reached, .line = n->line, .next = n->next,
    .by = c->scope.actor, .made = { c->now } };
  if (date_known(n->next) && date_before(n->next, c->today)) return fail(c, ERR_INVALID, "next", N_("This day is past."));
  if (date_known(n->next) && date_before(last, n->next)) return fail(c, ERR_INVALID, "next", N_("That is later than was agreed. Choose an earlier day."));
  if (!date_known(new.next)) new.next = n->reached == YES ? last : tomorrow;
  k.missed = num(n->reached == YES ? 0 : k.missed.n + 1);
  TRY(move(c, &k, n->reached == YES ? PEER_REACH : PEER_CONTACT, PEER_EITHER, new.next));
  TRY(record_insert(c, peer_contact, &new, NULL));
  return tell_unreached(c, &k);
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

int peer_assignment_get(struct ctx *c, struct id id, struct peer_assignment *a, struct peer_clock *k)
{
  TRY(record_get(c, peer_assignment, id, a));
  return peer_clock_get(c, id, k);
}

int peer_line_of(struct ctx *c, const struct peer_assignment *a, const struct peer_clock *k, struct peer_line *out)
{
  struct peer_line line = { .id = a->id, .role = a->role, .state = k->state, .peer_name = a->peer_name, .called = a->called, .next = k->next, .gap = k->gap,
    .late = date_known(k->next) && date_before(k->next, c->today), .missed = (size_t)k->missed.n };
  struct peer_contact_list contacts;
  TRY(peer_responsible(c, k, &line.responsible_id));
  TRY(account_name(c, line.responsible_id, &line.responsible));
  TRY(peer_contacts(c, a->id, &contacts));
  if (contacts.count) {
    line.last_on = date_at(contacts.at[0].made.ms);
    line.last_reached = contacts.at[0].reached == YES;
    line.last_line = contacts.at[0].line;
  }
  *out = line;
  return OK;
}

struct dated { struct peer_line line; int64_t asked; };
static int open_then_newest(const void *a, const void *b)
{
  const struct dated *const x = a, *const y = b;
  if (peer_open(x->line.state) != peer_open(y->line.state)) return peer_open(x->line.state) ? -1 : 1;
  return x->asked != y->asked ? (x->asked < y->asked) - (x->asked > y->asked) : memcmp(x->line.id.b, y->line.id.b, sizeof x->line.id.b);
}

int peer_assignments_about(struct ctx *c, struct id about, struct peer_line_list *out)
{
  struct peer_assignment_list list;
  TRY(peer_assignments_for(c, about, &list));
  struct dated *const rows = arena_new(&c->arena, struct dated, list.count + 1);
  struct peer_line *const lines = arena_new(&c->arena, struct peer_line, list.count + 1);
  for (size_t i = 0; i < list.count; i++) {
    struct peer_clock k;
    TRY(peer_clock_get(c, list.at[i].id, &k));
    TRY(peer_line_of(c, &list.at[i], &k, &rows[i].line));
    rows[i].asked = list.at[i].asked.ms;
  }
  qsort(rows, list.count, sizeof *rows, open_then_newest);
  for (size_t i = 0; i < list.count; i++) lines[i] = rows[i].line;
  *out = (struct peer_line_list){ lines, list.count };
  return OK;
}

int peers_about(struct ctx *c, struct id about, int (*each)(struct ctx *c, struct id compartment, void *arg), void *arg)
{
  struct peer_assignment_list list;
  TRY(peer_assignments_for(c, about, &list));
  for (size_t i = 0; i < list.count; i++) TRY(each(c, list.at[i].compartment, arg));
  return OK;
}

/* --- silence ------------------------------------------------------------------------------------------------------ */

/* Who is told at a step: the expert, who asked, who coordinates. */
static int tell(struct ctx *c, const struct peer_clock *k, int32_t step)
{
  struct task t = { .account = k->account, .organisation = k->organisation, .kind = TASK_PEER_CONTACT, .about = k->id, .due = c->today };
  struct peer p;
  if (step == PEER_TO_EXPERT && k->state == PEER_PROPOSED) return OK;      /* that it was asked stands on the list already */
  if (step == PEER_TO_ASKER) return tell_asker(c, k, &t);
  if (step == PEER_TO_COORDINATOR) {
    t.kind = TASK_PEER_SILENT;
    TRY(peer_read(c, k->peer, &p));
    TRY(peer_coordinator(c, &p, &t.account));
  }
  if (!id_known(t.account)) { t.account = k->asked_by; t.organisation = k->asked_for; }
  return task_add(c, &t);
}

/* Whoever left cannot go on: it is handed back for them, and who asked looks for another one. */
static int give_back_left(struct ctx *c, size_t most, bool *more)
{
  struct peer_clock_list left;
  TRY(peer_clocks_left(c, most, &left));
  for (size_t i = 0; i < left.count; i++) {
    struct over o = { .clock = &left.at[i], .back = PEER_BACK_GONE };
    TRY(finish(c, &o, PEER_HAND_BACK, PEER_EXPERT));
    TRY(tell_handed_back(c, &left.at[i]));
  }
  *more = left.count == most;
  return OK;
}

int peers_look(struct ctx *c, size_t most, bool *more)
{
  struct peer_clock_list due;
  TRY(give_back_left(c, most, more));
  if (*more) return OK;
  TRY(peer_clocks_due(c, most, &due));
  for (size_t i = 0; i < due.count; i++) {
    struct peer_clock *const k = &due.at[i];
    const int32_t step = peer_step(k->next, c->today);
    for (int32_t s = k->step.n + 1; s <= step; s++) TRY(tell(c, k, s));
    k->step = num(step > k->step.n ? step : k->step.n);
    k->look = peer_look(k->next, k->step.n);
    TRY(record_update(c, peer_clock, k));
  }
  *more = due.count == most;
  return OK;
}

/* --- where ------------------------------------------------------------------------------------------------------------ */

static const char *id_text(struct ctx *c, struct id id)
{
  char *const text = arena_alloc(&c->arena, ID_TEXT);
  id_format(id, text);
  return text;
}

const char *peer_path(struct ctx *c, struct id assignment) { return JOIN(&c->arena, "/werk/ervaring/opdracht/", id_text(c, assignment)); }

const char *peer_ask_path(struct ctx *c, struct id person, struct id referral)
{
  const char *path = "/werk/ervaring/vraag";
  if (id_known(person)) path = JOIN(&c->arena, path, "?persoon=", id_text(c, person));
  if (id_known(referral)) path = JOIN(&c->arena, path, id_known(person) ? "&" : "?", "verwijzing=", id_text(c, referral));
  return path;
}
