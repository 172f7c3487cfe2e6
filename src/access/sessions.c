#include "sessions.h"
#include "involvement.h"
#include "organisations.h"
#include "sessions_internal.h"
#include "journal.h"
#include "tokens.h"

_Static_assert((int)SESSION_TOKEN_TEXT == (int)TOKEN_TEXT, "one form of tokens");

static const struct field fields[] = {
  F_REF (session, account,    REQUIRED, account, N_("Colleague")),
  F_REF (session, post,       OPTIONAL, post, N_("Role")),
  F_SET (session, roles,      OPTIONAL, role, N_("Roles")),
  F_TEXT(session, token_hash, REQUIRED | SECRET, N_("Hash of the key")),
  F_TEXT(session, device,     OPTIONAL, N_("Device"), .max = 120),
  F_TIME(session, made,       REQUIRED, N_("Begun")),
  F_TIME(session, until,      REQUIRED, N_("Until")),
  F_TIME(session, proved,     OPTIONAL, N_("Second factor proved")),
  F_TIME(session, fresh,      OPTIONAL, N_("Proved again")),
  F_TIME(session, ended,      OPTIONAL, N_("Ended")),
};
const struct record session_record = RECORD_(session, fields, .grants = true);

/* A log: being used is not a change that the journal tells of. Put back from before it only shortens a session. */
static const struct field seen_fields[] = {
  F_TIME(session_seen, at, REQUIRED, N_("Last use")),
};
const struct record session_seen_record = RECORD_(session_seen, seen_fields, .grants = true, .log = true);

static struct instant after(const struct ctx *c, int64_t ms) { return (struct instant){ c->now + ms }; }

/* --- who may what ---------------------------------------------------------------------------------------- */

bool signed_in_may(const struct signed_in *who, enum action action)
{
  const bool key = set_known(who->only);
  if (action == MAY_ANYBODY) return true;
  if (action == MAY_SIGN_IN) return !key;
  if (who->half) return false;
  if (action == MAY_OWN) return !key;
  return role_may(who->post.role, action) && (!key || set_has(who->only, action));
}

bool session_fresh(const struct ctx *c, const struct session *s)
{
  return instant_known(s->fresh) && s->fresh.ms <= c->now && c->now - s->fresh.ms < SESSION_FRESH_MINUTES * MINUTE_MS;
}

/* What a role opens files for, unless somebody says otherwise. */
static const char *purpose_of(enum role role)
{
  static const enum purpose purposes[] = {
    [ROLE_TEAM] = PURPOSE_HELP, [ROLE_TEAM_LEAD] = PURPOSE_HELP, [ROLE_VEILIG_THUIS] = PURPOSE_SAFETY, [ROLE_DESK] = PURPOSE_REFERRAL,
    [ROLE_PROVIDER] = PURPOSE_HELP, [ROLE_DIRECTOR] = PURPOSE_DIRECTION, [ROLE_POLICE] = PURPOSE_ENFORCEMENT, [ROLE_PROSECUTION] = PURPOSE_ENFORCEMENT,
    [ROLE_PROBATION] = PURPOSE_ENFORCEMENT, [ROLE_MUNICIPALITY] = PURPOSE_DIRECTION, [ROLE_SHELTER] = PURPOSE_HELP, [ROLE_GP] = PURPOSE_HELP,
    [ROLE_YOUTH] = PURPOSE_HELP, [ROLE_EXPERT] = PURPOSE_HELP };
  return (size_t)role < COUNT(purposes) ? purpose_key(purposes[role]) : NULL;
}

void scope_enter(struct ctx *c, const struct account *a, const struct post *p, struct id session)
{
  c->scope = (struct scope){ .actor = a->id, .organisation = p->organisation, .session = session, .region = p->region, .role = role_key(p->role),
                             .purpose = purpose_of(p->role), .reach = role_sees_files(p->role) ? REACH_INVOLVED : REACH_NOTHING };
}

/* --- beginning and changing -------------------------------------------------------------------------------- */

/* The posts that a session of theirs may work as. */
static int posts_for(struct ctx *c, struct id account, struct set roles, struct post_list *out)
{
  struct post_list posts;
  size_t n = 0;
  TRY(posts_of_account(c, account, &posts));
  for (size_t i = 0; i < posts.count; i++) if (!set_known(roles) || set_has(roles, posts.at[i].role)) posts.at[n++] = posts.at[i];
  posts.count = n;
  *out = posts;
  return OK;
}

int session_posts(struct ctx *c, const struct session *s, struct post_list *out) { return posts_for(c, s->account, s->roles, out); }

static int check_post(struct ctx *c, struct id account, struct set roles, struct id post)
{
  struct post_list posts;
  TRY(posts_for(c, account, roles, &posts));
  for (size_t i = 0; i < posts.count; i++) if (id_same(posts.at[i].id, post)) return OK;
  return not_there(c);
}

/* The only one; ID_NONE where there is none or a choice. */
static int only_post(struct ctx *c, struct id account, struct set roles, struct id *out)
{
  struct post_list posts;
  TRY(posts_for(c, account, roles, &posts));
  *out = posts.count == 1 ? posts.at[0].id : ID_NONE;
  return OK;
}

static int end_old(struct ctx *c)
{
  struct session old;
  if (!id_known(c->scope.session)) return OK;
  const int rc = global_get(c, session, c->scope.session, &old);
  if (rc == ERR_NOT_FOUND || (rc == OK && instant_known(old.ended))) { c->error = (struct error){ 0 }; return OK; }
  if (rc != OK) return rc;
  old.ended = (struct instant){ c->now };
  return global_update(c, session, &old);
}

/* Marks it as proved at c->now. */
static void prove(struct ctx *c, struct session *s)
{
  s->proved = s->fresh = (struct instant){ c->now };
  s->until = after(c, SESSION_HOURS * HOUR_MS);
}

static int begin(struct ctx *c, struct id account, struct id post, struct set roles, const char *device, bool proved, char token[static SESSION_TOKEN_TEXT])
{
  struct session new = { .account = account, .post = post, .roles = roles, .device = device, .made = { c->now }, .until = after(c, SESSION_HALF_MINUTES * MINUTE_MS) };
  char made[TOKEN_TEXT], hash[TOKEN_HASH_TEXT];
  if (id_known(post)) TRY(check_post(c, account, roles, post));
  else TRY(only_post(c, account, roles, &new.post));
  if (proved) prove(c, &new);
  TRY(token_make(c, "session", made, hash));
  new.token_hash = hash;
  TRY(end_old(c));
  TRY(global_insert(c, session, &new, NULL));
  memcpy(token, made, sizeof made);
  return OK;
}

/* In the journal whoever signs in does so themselves. */
int session_begin(struct ctx *c, struct id account, struct id post, struct set roles, const char *device, bool proved, char token[static SESSION_TOKEN_TEXT])
{
  const struct id actor = c->scope.actor;
  c->scope.actor = account;
  const int rc = begin(c, account, post, roles, device, proved, token);
  c->scope.actor = actor;
  return rc;
}

/* Writes the session with a token of its own from now on. */
static int with_new_token(struct ctx *c, struct session *s, char token[static SESSION_TOKEN_TEXT])
{
  char made[TOKEN_TEXT], hash[TOKEN_HASH_TEXT];
  TRY(token_make(c, "session", made, hash));
  s->token_hash = hash;
  TRY(global_update(c, session, s));
  memcpy(token, made, sizeof made);
  return OK;
}

/* As it stands now, so that what ended meanwhile is not begun again. */
static int living(struct ctx *c, const struct session *s, struct session *out)
{
  TRY(global_get(c, session, s->id, out));
  return instant_known(out->ended) || out->until.ms <= c->now ? not_there(c) : OK;
}

int session_prove(struct ctx *c, const struct session *s, char token[static SESSION_TOKEN_TEXT])
{
  struct session now;
  TRY(living(c, s, &now));
  prove(c, &now);
  return with_new_token(c, &now, token);
}

int session_refresh(struct ctx *c, const struct session *s)
{
  struct session now;
  TRY(living(c, s, &now));
  if (!instant_known(now.proved)) return not_there(c);
  now.fresh = (struct instant){ c->now };
  return global_update(c, session, &now);
}

int session_work_as(struct ctx *c, const struct session *s, struct id post, char token[static SESSION_TOKEN_TEXT])
{
  struct session now;
  TRY(living(c, s, &now));
  TRY(check_post(c, now.account, now.roles, post));
  now.post = post;
  return with_new_token(c, &now, token);
}

/* --- ending --------------------------------------------------------------------------------------------------- */

int session_end(struct ctx *c, struct id session)
{
  struct session s;
  TRY(global_get(c, session, session, &s));
  if (instant_known(s.ended)) return OK;
  s.ended = (struct instant){ c->now };
  return global_update(c, session, &s);
}

int session_end_of_token(struct ctx *c, const char *token)
{
  struct session s;
  char hash[TOKEN_HASH_TEXT];
  int rc = token_hash(c, "session", token, hash);
  if (rc == OK) rc = session_of_hash(c, hash, &s);
  if (rc == OK) return session_end(c, s.id);
  if (absent(c, rc)) return OK;
  return rc;
}

int sessions_end(struct ctx *c, struct id account, struct id but)
{
  struct session_list open;
  TRY(sessions_of(c, account, &open));
  for (size_t i = 0; i < open.count; i++) {
    if (id_same(open.at[i].id, but)) continue;
    open.at[i].ended = (struct instant){ c->now };
    TRY(global_update(c, session, &open.at[i]));
  }
  return OK;
}

int sessions_leave_post(struct ctx *c, struct id account, struct id post)
{
  struct session_list open;
  TRY(sessions_of(c, account, &open));
  for (size_t i = 0; i < open.count; i++) {
    if (!id_same(open.at[i].post, post)) continue;
    open.at[i].post = ID_NONE;
    TRY(global_update(c, session, &open.at[i]));
  }
  return OK;
}

/* --- letting in ------------------------------------------------------------------------------------------------- */

int session_last_seen(struct ctx *c, const struct session *s, struct instant *out)
{
  struct session_seen seen;
  const int rc = global_get(c, session_seen, s->id, &seen);
  if (rc != OK && !absent(c, rc)) return rc;
  *out = rc == OK && seen.at.ms > s->made.ms ? seen.at : s->made;
  return OK;
}

static int enter_account(struct ctx *c, struct signed_in *w)
{
  TRY(account_get(c, w->session.account, &w->account));
  return instant_known(w->account.gone) ? not_there(c) : OK;
}

static int enter_post(struct ctx *c, struct id post, struct signed_in *w)
{
  struct organisation o;
  if (!id_known(post)) return OK;
  TRY(post_get(c, post, &w->post));
  if (!post_counts(&w->post) || !id_same(w->post.account, w->account.id)) return not_there(c);
  TRY(organisation_get(c, w->post.organisation, &o));
  w->organisation_name = o.name;
  return OK;
}

/* Whether it runs still; `*out_of_time`: it was a whole one, and nobody ended it. A clock set back makes it no longer: what was
 * used later than now is as idle as what was used long ago. */
static int still_runs(struct ctx *c, const struct session *s, bool *out_of_time, bool *touch)
{
  struct instant seen;
  if (instant_known(s->ended)) return not_there(c);
  TRY(session_last_seen(c, s, &seen));
  const int64_t since = c->now - seen.ms, idle = SESSION_IDLE_MINUTES * MINUTE_MS;
  *touch = since >= MINUTE_MS;
  if (c->now < s->until.ms && since < idle && since > -idle) return OK;
  *out_of_time = instant_known(s->proved) && c->now - s->until.ms < SESSION_KEPT_HOURS * HOUR_MS;
  return not_there(c);
}

int session_enter(struct ctx *c, const char *token, struct signed_in *out, struct id *expired, bool *touch)
{
  struct signed_in w = { 0 };
  char hash[TOKEN_HASH_TEXT];
  bool out_of_time = false, due = false;
  *expired = ID_NONE;
  *touch = false;
  TRY(token_hash(c, "session", token, hash));
  TRY(session_of_hash(c, hash, &w.session));
  TRY(enter_account(c, &w));
  const int rc = still_runs(c, &w.session, &out_of_time, &due);
  if (out_of_time) *expired = w.account.id;
  if (rc != OK) return rc;
  w.half = !instant_known(w.session.proved);
  if (!w.half) TRY(enter_post(c, w.session.post, &w));               /* half signed in is nobody yet: no role, no region */
  scope_enter(c, &w.account, &w.post, w.session.id);
  *out = w;
  *touch = due;
  return OK;
}

int session_touch(struct ctx *c, struct id session)
{
  struct session_seen seen;
  const int rc = global_get(c, session_seen, session, &seen);
  if (rc == ERR_NOT_FOUND) {
    c->error = (struct error){ 0 };
    return global_insert(c, session_seen, (&(struct session_seen){ .id = session, .at = { c->now } }), NULL);
  }
  if (rc != OK || c->now - seen.at.ms < MINUTE_MS) return rc;
  seen.at = (struct instant){ c->now };
  return global_update(c, session_seen, &seen);
}

int sessions_clean(struct ctx *c)
{
  struct session_list old;
  TRY(sessions_before(c, (struct instant){ c->now - SESSION_KEPT_HOURS * HOUR_MS }, &old));
  for (size_t i = 0; i < old.count; i++) {
    TRY(seen_forget(c, old.at[i].id));
    TRY(global_delete(c, session, old.at[i].id));
  }
  return OK;
}

int session_unchanged(struct ctx *c, const struct session *s, bool *still)
{
  int32_t newest;
  TRY(journal_version(c, session_record.name, s->id, &newest));
  *still = newest == s->version;
  return OK;
}
