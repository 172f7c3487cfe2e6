/* The register: who keeps what. */
#include "peer_register.h"
#include "peer_work.h"
#include "journal.h"
#include "organisations.h"
#include "seal.h"
#include "text.h"

bool peers_are_kept(const struct ctx *c, struct id organisation)
{
  const enum role role = role_of_scope(c);
  const bool console = c->scope.reach == REACH_ALL && !id_known(c->scope.actor);
  return console || (id_known(organisation) && id_same(organisation, c->scope.organisation) && role_may(role, MAY_KEEP_PEERS));
}

int peer_kept(struct ctx *c, struct id id, struct peer *out)
{
  struct peer p;
  TRY(peer_read(c, id, &p));
  if (!peers_are_kept(c, p.organisation)) return not_there(c);
  journal_read(c, &peer_record, p.id, p.compartment);
  *out = p;
  return OK;
}

/* --- entries ---------------------------------------------------------------------------------------------- */

static bool works_as(struct ctx *c, const struct post *p, enum action action)
{
  return post_counts(p) && role_may(p->role, action) && p->region && c->scope.region && strcmp(p->region, c->scope.region) == 0;
}

int peer_accounts(struct ctx *c, struct account_list *out)
{
  struct post_list posts;
  TRY(posts_of_organisation(c, c->scope.organisation, &posts));
  *out = (struct account_list){ .at = arena_new(&c->arena, struct account, posts.count + 1) };
  for (size_t i = 0; i < posts.count; i++) {
    struct account a;
    if (!works_as(c, &posts.at[i], MAY_PEER)) continue;
    TRY(account_get(c, posts.at[i].account, &a));
    if (!instant_known(a.gone)) out->at[out->count++] = a;
  }
  return OK;
}

int peer_coordinator(struct ctx *c, const struct peer *p, struct id *out)
{
  struct post_list posts;
  *out = ID_NONE;
  TRY(posts_of_organisation(c, p->organisation, &posts));
  for (size_t i = 0; i < posts.count; i++) {
    if (!works_as(c, &posts.at[i], MAY_KEEP_PEERS)) continue;
    if (!id_known(*out) || id_same(posts.at[i].account, p->kept_by)) *out = posts.at[i].account;
  }
  return OK;
}

/* The account that was chosen, of an expert of the organisation who has no other entry. */
static int check_account(struct ctx *c, const struct peer_form *f, struct id self, struct id *out)
{
  struct account_list accounts;
  struct peer_list there;
  bool found = false;
  *out = ID_NONE;
  if (!text_known(f->account_id)) return text_known(f->peer.reach) ? OK : fail(c, ERR_INVALID, "reach", N_("Write how this expert is reached: there is no account."));
  TRY(peer_accounts(c, &accounts));
  if (!id_parse(f->account_id, out)) return fail(c, ERR_INVALID, "account_id", NOT_IN_LIST);
  for (size_t i = 0; i < accounts.count; i++) found |= id_same(accounts.at[i].id, *out);
  if (!found) return fail(c, ERR_INVALID, "account_id", NOT_IN_LIST);
  TRY(peers_of(c, c->scope.organisation, &there));
  for (size_t i = 0; i < there.count; i++)
    if (id_same(there.at[i].account, *out) && !id_same(there.at[i].id, self)) return fail(c, ERR_INVALID, "account_id", N_("This account is that of another expert here."));
  return OK;
}

static int check_form(struct ctx *c, const struct peer_form *f, struct id self, struct id *account)
{
  if (!(f->peer.roles.bits & ~(uint64_t)1)) return fail(c, ERR_INVALID, "roles", N_("Choose what this expert does."));
  return check_account(c, f, self, account);
}

static int insert_peer(struct ctx *c, struct peer *new, struct id *out)
{
  TRY(compartment_make(c, COMPARTMENT_PEER, &new->compartment));
  TRY(compartment_make(c, COMPARTMENT_PEER, &new->supervision));
  return record_insert(c, peer, new, out);
}

int peer_add(struct ctx *c, const struct peer_form *f, struct id *out)
{
  struct peer new = f->peer;
  if (!peers_are_kept(c, c->scope.organisation)) return not_there(c);
  TRY(check_form(c, f, ID_NONE, &new.account));
  new.id = ID_NONE;
  new.organisation = c->scope.organisation;
  new.kept_by = c->scope.actor;
  return AS_PROGRAM(c, insert_peer(c, &new, out));
}

int peer_change(struct ctx *c, const struct peer_form *f)
{
  struct peer stored, new = f->peer;
  TRY(peer_kept(c, f->peer.id, &stored));
  TRY(check_form(c, f, stored.id, &new.account));
  new.compartment = stored.compartment;
  new.organisation = stored.organisation;
  new.supervision = stored.supervision;
  new.kept_by = stored.kept_by;
  return AS_PROGRAM(c, record_update(c, peer, &new));
}

int peer_own_change(struct ctx *c, const struct peer_available *a)
{
  struct peer own;
  TRY(peer_own(c, &own));
  own.version = a->peer.version;
  own.days = a->peer.days;
  own.parts = a->peer.parts;
  own.paused_until = a->peer.paused_until;
  return AS_PROGRAM(c, record_update(c, peer, &own));
}

static int erase(struct ctx *c, const struct peer *p)
{
  static const struct record *const records[] = { &peer_record, &peer_training_record, &peer_proposal_record, &peer_note_record };
  int64_t rows = 0;
  for (size_t i = 0; i < COUNT(records); i++) {
    TRY(compartment_rows_delete(c, records[i], p->compartment, &rows));
    TRY(compartment_rows_delete(c, records[i], p->supervision, &rows));
  }
  TRY(compartment_erase(c, p->compartment));
  return compartment_erase(c, p->supervision);
}

int peer_remove(struct ctx *c, struct id id)
{
  struct peer p;
  struct peer_clock_list open;
  TRY(peer_kept(c, id, &p));
  TRY(peer_clocks_of(c, id, &open));
  if (open.count) return fail(c, ERR_INVALID, NULL, N_("Somebody still counts on this expert, or was proposed. Let that be handed back or ended first."));
  return AS_PROGRAM(c, erase(c, &p));
}

/* --- trainings and notes ---------------------------------------------------------------------------------- */

int peer_training_add(struct ctx *c, const struct peer_training *t)
{
  struct peer p;
  struct peer_training new = *t;
  TRY(peer_kept(c, t->peer, &p));
  if (date_known(t->until) && date_before(t->until, t->done)) return fail(c, ERR_INVALID, "until", N_("This date is before the training was done."));
  new.compartment = p.compartment;
  return AS_PROGRAM(c, record_insert(c, peer_training, &new, NULL));
}

int peer_training_remove(struct ctx *c, struct id training, struct id *peer)
{
  struct peer_training t;
  struct peer p;
  if (!peers_are_kept(c, c->scope.organisation)) return not_there(c);
  TRY(AS_PROGRAM(c, record_get(c, peer_training, training, &t)));
  TRY(peer_kept(c, t.peer, &p));
  *peer = t.peer;
  return AS_PROGRAM(c, record_delete(c, peer_training, training));
}

int peer_trainings(struct ctx *c, const struct peer *p, struct peer_training_list *out)
{
  const bool own = id_known(c->scope.actor) && id_same(p->account, c->scope.actor);
  if (!own && !peers_are_kept(c, p->organisation)) return not_there(c);
  TRY(peer_trainings_read(c, p->id, out));
  for (size_t i = 0; i < out->count; i++) journal_read(c, &peer_training_record, out->at[i].id, out->at[i].compartment);
  return OK;
}

int peer_note_add(struct ctx *c, const struct peer_note *n)
{
  struct peer p;
  struct peer_note new = *n;
  TRY(peer_kept(c, n->peer, &p));
  new.compartment = p.supervision;
  new.by = c->scope.actor;
  new.made = (struct instant){ c->now };
  return AS_PROGRAM(c, record_insert(c, peer_note, &new, NULL));
}
