/* Who is away, and who stands in. */
#include "accounts.h"
#include "accounts_room.h"
#include "referral_moves.h"
#include "referral_turns.h"
#include "text.h"

enum { ABSENCES_MOST = 10, AWAY_MOST_DAYS = 366 };

static int replacement_of(struct ctx *c, const char *mail, struct id *out)
{
  struct account a;
  bool works = false;
  *out = ID_NONE;
  if (!text_known(mail)) return OK;
  const int rc = account_by_mail(c, mail, &a);
  if (rc != ERR_NOT_FOUND) TRY(rc);
  if (rc == OK) TRY(is_candidate(c, c->scope.organisation, a.id, &works));
  if (works && !id_same(a.id, c->scope.actor)) { *out = a.id; return OK; }
  return fail(c, ERR_INVALID, "mail", N_("There is no colleague of your organisation with this mail address who works with referrals."));
}

int absences_mine(struct ctx *c, struct absence_list *out) { return absences_of(c, c->scope.actor, out); }

/* What was handed over comes back, as far as nobody else made it theirs meanwhile. */
static int give_back(struct ctx *c, struct absence *a)
{
  struct referral_list rows;
  a->over = (struct instant){ c->now };
  TRY(record_update(c, absence, a));
  TRY(stood_in_for(c, a->account, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    struct referral *const r = &rows.at[i];
    if (!id_same(r->holder, a->organisation)) continue;
    const struct id before = r->responsible;
    TRY(turn_of(c, r, a->account, r->holder, before));
    TRY(record_update(c, referral, r));
    TRY(referral_tell(c, r, ACT_TAKEN));
    TRY(turn_passed(c, r, before));
  }
  return OK;
}

static int begin(struct ctx *c, struct absence *a)
{
  struct referral_list rows;
  a->begun = (struct instant){ c->now };
  TRY(record_update(c, absence, a));
  TRY(all_open_of(c, a->account, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    struct referral *const r = &rows.at[i];
    if (!id_same(r->holder, a->organisation)) continue;
    TRY(turn_of(c, r, a->account, r->holder, a->account));
    if (id_same(r->responsible, a->account)) continue;     /* nobody else is here */
    TRY(record_update(c, referral, r));
    TRY(referral_tell(c, r, ACT_TAKEN));
    TRY(tell_of_work(c, r->responsible, false));
  }
  return OK;
}

int absence_add(struct ctx *c, const struct absence_new *n)
{
  struct absence_list mine;
  struct absence row = { .account = c->scope.actor, .organisation = c->scope.organisation, .since = n->since, .until = n->until };
  if (date_before(n->until, n->since)) return fail(c, ERR_INVALID, "until", N_("This day is before the first day."));
  if (date_before(n->until, c->today)) return fail(c, ERR_INVALID, "until", N_("This day is over."));
  TRY(replacement_of(c, n->mail, &row.replacement));
  TRY(absences_mine(c, &mine));
  if (mine.count >= ABSENCES_MOST) return fail(c, ERR_INVALID, "since", N_("So many absences stand there already: end some first."));
  if (date_days_between(c->today, n->until) > AWAY_MOST_DAYS) return fail(c, ERR_INVALID, "until", N_("Choose a day within a year."));
  TRY(record_insert(c, absence, &row, &row.id));
  row.version = 1;
  return date_before(c->today, row.since) ? OK : begin(c, &row);
}

int absences_run(struct ctx *c, bool *more)
{
  struct absence_list rows;
  TRY(absences_to_end(c, &rows));
  for (size_t i = 0; i < rows.count; i++) TRY(give_back(c, &rows.at[i]));
  TRY(absences_to_begin(c, &rows));
  for (size_t i = 0; i < rows.count; i++) TRY(begin(c, &rows.at[i]));
  *more = false;
  return OK;
}

int absence_end(struct ctx *c, struct id absence)
{
  struct absence_list mine;
  TRY(absences_mine(c, &mine));
  for (size_t i = 0; i < mine.count; i++) if (id_same(mine.at[i].id, absence)) return give_back(c, &mine.at[i]);
  return not_there(c);
}
