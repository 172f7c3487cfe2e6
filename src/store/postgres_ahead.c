/* Statements without rows that nobody waits for. In a light transaction they are sent one behind the other (libpq's pipeline mode); what becomes of them
 * is heard with the next statement that has rows, or at the end of what was to be done: a change of some rows costs one way there and back. The first
 * that fails ends the transaction, and all of it is run again without this (workers.c), so that the failure is told of what caused it. */
#include "postgres_internal.h"
#include "clock.h"

bool session_may_go_ahead(const struct session *s, const struct prepared *p) { return s->db.light && s->cursors == 0 && PQnfields(p->shape) == 0; }

/* Of statements that were sent on; `own`: that of the one with rows behind them. */
struct answers { PGresult *failed, *own; size_t count; bool other_count, all; };

static void take(struct session *s, struct answers *a, PGresult *r)
{
  const bool good = answered_well(r), last = a->count == s->ahead;
  if (good && !last) s->changed = strtoll(PQcmdTuples(r), NULL, 10);
  if (good && !last && s->must_be_one[a->count] && s->changed != 1) a->other_count = true;
  if (last && !a->own) { a->own = r; return; }
  if (!good && !a->failed) { a->failed = r; return; }
  PQclear(r);
}

/* Each statement's answers end with NULL, all of them with a result that says so. `asked`: how many they are. */
static void take_all(struct session *s, size_t asked, struct answers *a)
{
  const int64_t until = clock_ms() + s->answer_ms;
  bool in_time = session_sent_off(s, until);
  while (in_time && !a->all && a->count <= asked && (in_time = session_answer_there(s, until))) {
    PGresult *const r = PQgetResult(s->connection);
    if (!r) a->count++;
    else if (PQresultStatus(r) == PGRES_PIPELINE_SYNC) { a->all = true; PQclear(r); }
    else take(s, a, r);
  }
  if (!a->all) session_hang_up(s);
}

/* What the answers come to. */
static int judge(struct ctx *c, const struct answers *a)
{
  if (!a->all) return session_broken(c, NULL);
  if (a->failed) return session_broken(c, a->failed);
  if (!a->other_count) return OK;
  c->db->spoilt |= c->db->light;
  return fail(c, ERR_STORE, NULL, "a row that was read is not there any more");
}

static int hear(struct ctx *c, bool sent, size_t asked, PGresult **own)
{
  struct session *const s = session_of(c);
  struct answers a = { 0 };
  if (sent && PQpipelineSync(s->connection)) take_all(s, asked, &a);
  else session_hang_up(s);
  const int rc = judge(c, &a);
  s->ahead = 0;
  (void)PQexitPipelineMode(s->connection);                   /* of a connection that is lost there is nothing to end */
  PQclear(a.failed);
  if (rc == OK && own) *own = a.own;
  else PQclear(a.own);
  return rc;
}

int session_heard(struct ctx *c)
{
  struct session *const s = session_of(c);
  return s->ahead ? hear(c, true, s->ahead, NULL) : OK;
}

static int send_on(struct prepared *p)
{
  return PQsendQueryPrepared(p->of->connection, p->name, p->parameters, p->values, p->lengths, p->formats, 1);
}

int session_go_ahead(struct ctx *c, struct prepared *p)
{
  struct session *const s = p->of;
  if (s->ahead == AHEAD_MOST) TRY(session_heard(c));
  if (!s->ahead && !PQenterPipelineMode(s->connection)) return session_broken(c, NULL);
  if (!send_on(p)) return session_broken(c, NULL);
  s->must_be_one[s->ahead++] = false;
  s->changes++;                                              /* as far as is known */
  return OK;
}

int session_ask_behind(struct ctx *c, struct prepared *p, PGresult **out)
{
  return hear(c, send_on(p), p->of->ahead + 1, out);
}
