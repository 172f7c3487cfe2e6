#include "versions_internal.h"
#include "accounts.h"
#include "log.h"
#include "permissions.h"
#include "reevaluate.h"
#include "rule_edit.h"
#include "shipped.h"
#include "text.h"
#include "version_checks.h"
#include <sodium.h>

DEFINE_CHOICES(version_state, VERSION_STATES)

enum { NOTE_MOST = 2000, NAME_MOST = 60, DIGEST_BYTES = 16, DIGEST_HEX = 2 * DIGEST_BYTES };

/* The rules themselves stand in their row for ever; the journal has their digest. */
static const struct field fields[] = {
  F_TEXT(rule_version, name,         REQUIRED | IN_PROGRAM, N_("Version"), .max = NAME_MOST),
  F_TEXT(rule_version, rules,        REQUIRED | IN_PROGRAM | LONG | SECRET, N_("Rules"), .max = RULES_BYTES),
  F_TEXT(rule_version, digest,       REQUIRED | IN_PROGRAM, N_("Digest"), .max = DIGEST_HEX),
  F_TEXT(rule_version, note,         REQUIRED | LONG, N_("What changes, and why"), .max = NOTE_MOST),
  F_ENUM(rule_version, state,        REQUIRED | IN_PROGRAM, version_state, N_("State")),
  F_TEXT(rule_version, upon,         REQUIRED | IN_PROGRAM, N_("Changes the rules with this digest"), .max = DIGEST_HEX),
  F_REF (rule_version, proposed_by,  OPTIONAL | IN_PROGRAM, account, N_("Proposed by")),
  F_TIME(rule_version, proposed,     REQUIRED | IN_PROGRAM, N_("Proposed")),
  F_REF (rule_version, published_by, OPTIONAL | IN_PROGRAM, account, N_("Published by")),
  F_TIME(rule_version, published,    OPTIONAL | IN_PROGRAM, N_("Published")),
  F_TEXT(rule_version, shipped,      OPTIONAL | IN_PROGRAM, N_("Digest of the shipped rules"), .max = DIGEST_HEX),
};
const struct record rule_version_record = RECORD(rule_version, fields);

/* --- what is in force ---------------------------------------------------------------------------------------- */

const char *rules_digest(struct ctx *c, const char *json)
{
  unsigned char hash[DIGEST_BYTES];
  char *const text = arena_alloc(&c->arena, DIGEST_HEX + 1);
  crypto_generichash(hash, sizeof hash, (const unsigned char *)json, strlen(json), NULL, 0);
  return sodium_bin2hex(text, DIGEST_HEX + 1, hash, sizeof hash);
}

static const char *shipped_rules(struct ctx *c) { return shipped_read(&c->arena, c->data_folder, "rules/rules.json"); }

int rules_now(struct ctx *c, struct rules_now *out)
{
  struct rules_now now = { .json = shipped_rules(c) };
  now.digest = rules_digest(c, now.json);
  const int rc = c->db ? version_in_force(c, &now.published) : ERR_NOT_FOUND;
  if (!c->db || absent(c, rc)) { *out = now; return OK; }
  TRY(rc);
  now.newer_shipped = !now.published.shipped || strcmp(now.published.shipped, now.digest) != 0;
  now.json = now.published.rules;
  now.digest = now.published.digest;
  *out = now;
  return OK;
}

int live_match_now(struct ctx *c, const struct snapshot *snapshot, struct live_match **out)
{
  struct rules_now now;
  TRY(rules_now(c, &now));
  if (!id_known(now.published.id)) return live_match_build(c, NULL, snapshot, out);
  const int rc = live_match_build(c, now.json, snapshot, out);
  if (rc != ERR_INVALID) return rc;
  log_error(c, "published rules %s", now.published.name);
  c->error = (struct error){ 0 };
  return live_match_build(c, NULL, snapshot, out);
}

/* --- proposing ------------------------------------------------------------------------------------------------- */

int proposal_own(struct ctx *c, struct rule_version *out)
{
  struct rule_version_list open;
  TRY(versions_proposed(c, &open));
  for (size_t i = 0; i < open.count; i++) {
    if (!id_same(open.at[i].proposed_by, c->scope.actor)) continue;
    *out = open.at[i];
    return OK;
  }
  return not_there(c);
}

static int name_taken(struct ctx *c, const char *name, const char *in_force, bool *out)
{
  struct rule_version other;
  const int rc = strcmp(name, in_force) == 0 ? OK : version_called(c, name, &other);
  *out = !absent(c, rc);
  return *out ? rc : OK;
}

/* "2026-1" is followed by "2026-1.1", that by "2026-1.2". */
static int free_name(struct ctx *c, const char *in_force, const char **out)
{
  const char *const dot = strrchr(in_force, '.');
  const bool counted = dot && dot[1] && strspn(dot + 1, "0123456789") == strlen(dot + 1);
  const char *const stem = counted ? arena_text(&c->arena, in_force, (size_t)(dot - in_force)) : in_force;
  bool taken = true;
  for (int n = 1; taken; n++) {
    char number[12];
    snprintf(number, sizeof number, "%d", n);
    *out = JOIN(&c->arena, stem, ".", number);
    TRY(name_taken(c, *out, in_force, &taken));
  }
  return OK;
}

/* The set keeps the name it has if that is new; `own`: that of the proposal it changes. */
static int settle_name(struct ctx *c, const struct rule_set *set, const char *in_force, const char *own, struct rule_version *v)
{
  bool taken = false;
  v->name = own ? own : set->version;
  if (!own) TRY(name_taken(c, v->name, in_force, &taken));
  if (taken) TRY(free_name(c, in_force, &v->name));
  return strcmp(v->name, set->version) == 0 ? OK : rules_renamed(c, v->rules, v->name, &v->rules);
}

/* Reads both, and sees that they differ. */
static int compare_sets(struct ctx *c, const char *json, const struct rules_now *now, struct rule_set *set, struct rule_set *running)
{
  struct rule_change_list changes;
  TRY(rule_set_read(c, json, strlen(json), set));
  if (rule_set_read(c, now->json, strlen(now->json), running) != OK) {          /* of a newer program: whatever is proposed changes them */
    c->error = (struct error){ 0 };
    *running = (struct rule_set){ .version = now->published.name ? now->published.name : "" };
    return OK;
  }
  TRY(rules_differ(c, running, set, &changes));
  return changes.count ? OK : fail(c, ERR_INVALID, NULL, N_("Nothing would change: these are the rules that are in force."));
}

static int look_ahead(struct ctx *c, struct id id) { return reevaluate_ask(c, id, RUN_PREVIEW); }

int version_propose(struct ctx *c, const char *json, const char *note, struct id *id)
{
  struct rules_now now;
  struct rule_set set, running;
  struct rule_version v = { 0 };
  TRY(rules_now(c, &now));
  const int rc = proposal_own(c, &v);
  if (!absent(c, rc)) TRY(rc);
  if (v.upon && strcmp(v.upon, now.digest) != 0) return fail(c, ERR_CONFLICT, NULL, N_("Other rules came into force since you made your proposal. Withdraw it and make it anew."));
  TRY(compare_sets(c, json, &now, &set, &running));
  v.rules = json;
  TRY(settle_name(c, &set, running.version, v.name, &v));
  v.digest = rules_digest(c, v.rules);
  v.note = note;
  v.state = VERSION_PROPOSED;
  v.upon = now.digest;
  v.proposed_by = c->scope.actor;
  v.proposed = (struct instant){ c->now };
  if (id_known(v.id)) TRY(global_update(c, rule_version, &v));
  else TRY(global_insert(c, rule_version, &v, &v.id));
  if (id) *id = v.id;
  return look_ahead(c, v.id);
}

int version_withdraw(struct ctx *c, struct id id)
{
  struct rule_version v;
  TRY(version_get(c, id, &v));
  if (v.state != VERSION_PROPOSED || !id_same(v.proposed_by, c->scope.actor)) return not_there(c);
  v.state = VERSION_WITHDRAWN;
  return global_update(c, rule_version, &v);
}

/* --- publishing --------------------------------------------------------------------------------------------------- */

static bool may_publish(const struct ctx *c)
{
  const char *const role = c->scope.role;
  return id_known(c->scope.actor) && role && role_may((enum role)choice_find(&role_choices, role, strlen(role)), MAY_CHANGE_RULES);
}

static int may_be_published(struct ctx *c, const struct rule_version *v, const struct rules_now *now, int32_t seen)
{
  struct rule_problem_list problems;
  if (v->state != VERSION_PROPOSED || !may_publish(c)) return not_there(c);
  if (id_same(v->proposed_by, c->scope.actor)) return fail(c, ERR_INVALID, NULL, N_("Somebody else publishes what you propose."));
  if (v->version != seen) return fail(c, ERR_CONFLICT, NULL, N_("This proposal was changed since you looked at it. Look at it again."));
  if (strcmp(v->upon, now->digest) != 0) return fail(c, ERR_CONFLICT, NULL, N_("Other rules came into force since this was proposed. It must be proposed anew."));
  TRY(rules_problems(c, v->rules, &problems));
  if (problems.count == 0) return OK;
  return fail(c, ERR_INVALID, NULL, JOIN(&c->arena, problems.at[0].rule, ": ", tr(c, problems.at[0].text)));
}

/* What was in force until now stays, so that older advice can be understood. */
static int put_aside(struct ctx *c, const struct rules_now *now)
{
  struct rule_version old = now->published;
  struct rule_set set;
  if (!id_known(old.id)) {
    TRY(rule_set_read(c, now->json, strlen(now->json), &set));
    const struct instant then = { c->now - 1 };
    old = (struct rule_version){ .name = set.version, .rules = now->json, .digest = now->digest, .note = tr(c, N_("Shipped with the program.")), .state = VERSION_REPLACED,
      .upon = now->digest, .proposed = then, .published = then, .shipped = now->digest };
    return global_insert(c, rule_version, &old, NULL);
  }
  old.state = VERSION_REPLACED;
  return global_update(c, rule_version, &old);
}

int version_publish(struct ctx *c, struct id id, int32_t seen)
{
  struct rule_version v;
  struct rules_now now;
  TRY(version_get(c, id, &v));
  TRY(rules_now(c, &now));
  TRY(may_be_published(c, &v, &now, seen));
  TRY(put_aside(c, &now));
  v.state = VERSION_PUBLISHED;
  v.published_by = c->scope.actor;
  v.published = (struct instant){ c->now };
  v.shipped = rules_digest(c, shipped_rules(c));
  TRY(global_update(c, rule_version, &v));
  TRY(db_tell(c));
  return reevaluate_ask(c, v.id, RUN_TASKS);
}
