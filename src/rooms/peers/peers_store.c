/* All SQL of the room. */
#include "peer_work.h"
#include "journal.h"

static const struct query of_organisation = { &peer_record, "FROM peer WHERE peer.region = $1 AND peer.organisation = $2 ORDER BY peer.id" };
static const struct query of_account = { &peer_record, "FROM peer WHERE peer.region = $1 AND peer.account = $2 ORDER BY peer.id" };
static const struct query all = { &peer_record, "FROM peer WHERE peer.region = $1 ORDER BY peer.id" };
static const struct query trainings = { &peer_training_record, "FROM peer_training WHERE peer_training.region = $1 AND peer_training.peer = $2 ORDER BY peer_training.id" };
static const struct query notes = { &peer_note_record, "FROM peer_note WHERE peer_note.region = $1 AND peer_note.peer = $2 ORDER BY peer_note.id" };

#define CLOCKS "FROM peer_clock WHERE peer_clock.region = $1 AND "
#define OPEN "peer_clock.next IS NOT NULL"
#define SOONEST " ORDER BY peer_clock.next, peer_clock.id"
static const struct query mine = { &peer_clock_record, CLOCKS "peer_clock.account = $2 AND " OPEN SOONEST };
static const struct query asked = { &peer_clock_record, CLOCKS "peer_clock.asked_by = $2 AND (" OPEN " OR peer_clock.state = 'handed_back')" SOONEST };
static const struct query kept = { &peer_clock_record, CLOCKS "peer_clock.organisation = $2 AND " OPEN SOONEST };
static const struct query of_peer = { &peer_clock_record, CLOCKS "peer_clock.peer = $2 AND " OPEN SOONEST };
static const struct query due = { &peer_clock_record, CLOCKS "peer_clock.look <= $2 ORDER BY peer_clock.look, peer_clock.id LIMIT $3" };
static const struct query left = { &peer_clock_record, CLOCKS OPEN " AND peer_clock.account IN (SELECT account.id FROM account WHERE account.gone IS NOT NULL)" SOONEST " LIMIT $2" };
static const struct query about = { &peer_assignment_record,
  "FROM peer_assignment WHERE peer_assignment.region = $1 AND (peer_assignment.person = $2 OR peer_assignment.referral = $2) ORDER BY peer_assignment.id" };
static const struct query contacts = { &peer_contact_record, "FROM peer_contact WHERE peer_contact.region = $1 AND peer_contact.assignment = $2 ORDER BY peer_contact.id" };
const struct query peer_about = { &peer_assignment_record, "FROM peer_assignment WHERE peer_assignment.region = $1 AND peer_assignment.compartment = $2" };
const struct query *const peers_queries[] = { &of_organisation, &of_account, &all, &trainings, &notes, &mine, &asked, &kept, &of_peer, &due, &left, &about, &contacts, &peer_about, NULL };

/* The program reads without a line in the journal; what somebody gets to see of it is told here. */
static void tell_read(struct ctx *c, const struct peer_list *list) { for (size_t i = 0; i < list->count; i++) journal_read(c, &peer_record, list->at[i].id, list->at[i].compartment); }

/* Names are sealed: the order is made after opening. */
static int by_name(const void *a, const void *b)
{
  const struct peer *const x = a, *const y = b;
  const int names = strcmp(x->name ? x->name : "", y->name ? y->name : "");
  return names ? names : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

static void sort_peers(struct peer_list *list) { if (list->count) qsort(list->at, list->count, sizeof *list->at, by_name); }

int peer_read(struct ctx *c, struct id id, struct peer *out) { return AS_PROGRAM(c, record_get(c, peer, id, out)); }

int peers_read(struct ctx *c, struct peer_list *out)
{
  TRY(AS_PROGRAM(c, record_select(c, peer, out, &all, P0)));
  sort_peers(out);
  tell_read(c, out);
  return OK;
}

int peers_of(struct ctx *c, struct id organisation, struct peer_list *out) { return AS_PROGRAM(c, record_select(c, peer, out, &of_organisation, P(organisation))); }

int peers_kept(struct ctx *c, struct peer_list *out)
{
  *out = (struct peer_list){ .count = 0 };
  if (!peers_are_kept(c, c->scope.organisation)) return OK;
  TRY(peers_of(c, c->scope.organisation, out));
  sort_peers(out);
  tell_read(c, out);
  return OK;
}

int peer_own(struct ctx *c, struct peer *out)
{
  struct peer_list list;
  if (!id_known(c->scope.actor)) return not_there(c);
  TRY(AS_PROGRAM(c, record_select(c, peer, &list, &of_account, P(c->scope.actor))));
  for (size_t i = 0; i < list.count; i++) {
    if (!id_same(list.at[i].organisation, c->scope.organisation)) continue;
    *out = list.at[i];
    journal_read(c, &peer_record, out->id, out->compartment);
    return OK;
  }
  return not_there(c);
}

static int newest_training(const void *a, const void *b)
{
  const struct peer_training *const x = a, *const y = b;
  return x->done.ymd != y->done.ymd ? y->done.ymd - x->done.ymd : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

int peer_trainings_read(struct ctx *c, struct id peer, struct peer_training_list *out)
{
  TRY(AS_PROGRAM(c, record_select(c, peer_training, out, &trainings, P(peer))));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, newest_training);
  return OK;
}

static int newest_note(const void *a, const void *b)
{
  const struct peer_note *const x = a, *const y = b;
  return x->made.ms != y->made.ms ? (x->made.ms < y->made.ms) - (x->made.ms > y->made.ms) : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

int peer_notes(struct ctx *c, const struct peer *p, struct peer_note_list *out)
{
  if (!peers_are_kept(c, p->organisation)) return not_there(c);
  TRY(AS_PROGRAM(c, record_select(c, peer_note, out, &notes, P(p->id))));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, newest_note);
  for (size_t i = 0; i < out->count; i++) journal_read(c, &peer_note_record, out->at[i].id, out->at[i].compartment);
  return OK;
}

/* --- assignments ---------------------------------------------------------------------------------------- */

int peer_clock_get(struct ctx *c, struct id id, struct peer_clock *out) { return record_get(c, peer_clock, id, out); }
int peer_clocks_mine(struct ctx *c, struct peer_clock_list *out) { return record_select(c, peer_clock, out, &mine, P(c->scope.actor)); }
int peer_clocks_asked(struct ctx *c, struct peer_clock_list *out) { return record_select(c, peer_clock, out, &asked, P(c->scope.actor)); }
int peer_clocks_of(struct ctx *c, struct id peer, struct peer_clock_list *out) { return record_select(c, peer_clock, out, &of_peer, P(peer)); }

int peer_clocks_kept(struct ctx *c, struct peer_clock_list *out)
{
  *out = (struct peer_clock_list){ .count = 0 };
  return peers_are_kept(c, c->scope.organisation) ? record_select(c, peer_clock, out, &kept, P(c->scope.organisation)) : OK;
}

int peer_clocks_due(struct ctx *c, size_t most, struct peer_clock_list *out)
{
  const int64_t rows = (int64_t)most;
  return record_select(c, peer_clock, out, &due, P(c->today, rows));
}

int peer_clocks_left(struct ctx *c, size_t most, struct peer_clock_list *out)
{
  const int64_t rows = (int64_t)most;
  return record_select(c, peer_clock, out, &left, P(rows));
}

int peer_assignments_for(struct ctx *c, struct id subject, struct peer_assignment_list *out)
{
  *out = (struct peer_assignment_list){ .count = 0 };
  return id_known(subject) ? record_select(c, peer_assignment, out, &about, P(subject)) : OK;
}

static int newest_contact(const void *a, const void *b)
{
  const struct peer_contact *const x = a, *const y = b;
  return x->made.ms != y->made.ms ? (x->made.ms < y->made.ms) - (x->made.ms > y->made.ms) : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

int peer_contacts(struct ctx *c, struct id assignment, struct peer_contact_list *out)
{
  TRY(record_select(c, peer_contact, out, &contacts, P(assignment)));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, newest_contact);
  return OK;
}
