#include "api_keys.h"
#include "api_keys_internal.h"
#include "organisations.h"
#include "tokens.h"

#define PREFIX "kentering_"
enum { PREFIX_LENGTH = sizeof PREFIX - 1 };
_Static_assert((int)API_KEY_TEXT == (int)TOKEN_TEXT + (int)PREFIX_LENGTH, "a prefix and a token");

static const struct field fields[] = {
  F_REF (api_key, account,    REQUIRED | IN_PROGRAM, account, N_("Colleague")),
  F_REF (api_key, post,       REQUIRED | IN_PROGRAM, post, N_("Role")),
  F_TEXT(api_key, label,      REQUIRED, N_("What it is for"), .max = 80),
  F_TEXT(api_key, token_hash, REQUIRED | IN_PROGRAM | SECRET, N_("Hash of the key")),
  F_SET (api_key, actions,    REQUIRED, action, N_("What it may")),
  F_TIME(api_key, made,       REQUIRED | IN_PROGRAM, N_("Made")),
  F_DATE(api_key, until,      REQUIRED, N_("Until and including"), .help = N_("At most a year from now.")),
  F_TIME(api_key, ended,      IN_PROGRAM, N_("Ended")),
};
const struct record api_key_record = RECORD_(api_key, fields, .grants = true);

/* Only what the interface for programs has. What asks for no role is for people, so is what lets somebody in, and what is done
 * in acute danger. */
bool api_key_may(enum role role, enum action action)
{
  switch (action) {
  case MAY_SEE_FILES: case MAY_WRITE_FILES: case MAY_FIND: return role_may(role, action);
  default: return false;
  }
}

static int check(struct ctx *c, enum role role, const struct api_key *k)
{
  for (unsigned i = 1; i < action_choices.count; i++)
    if (set_has(k->actions, i) && !api_key_may(role, (enum action)i)) return fail(c, ERR_INVALID, "actions", N_("A key may do only what your role may, and not what only people may do."));
  if (k->actions.bits == 1) return fail(c, ERR_INVALID, "actions", N_("Choose an answer."));
  if (date_known(k->until) && date_before(k->until, c->today)) return fail(c, ERR_INVALID, "until", N_("This date has passed."));
  return date_known(k->until) && date_days_between(c->today, k->until) > API_KEY_DAYS ? fail(c, ERR_INVALID, "until", N_("A key works for at most a year.")) : OK;
}

int api_key_make(struct ctx *c, const struct signed_in *who, const struct api_key *k, char key[static API_KEY_TEXT])
{
  struct api_key new = { .account = who->account.id, .post = who->post.id, .label = k->label, .actions = k->actions, .made = { c->now }, .until = k->until };
  struct api_key_list open;
  char token[TOKEN_TEXT], hash[TOKEN_HASH_TEXT];
  if (who->half || set_known(who->only) || !session_fresh(c, &who->session)) return not_there(c);
  TRY(check(c, who->post.role, k));
  TRY(api_keys_of(c, who->account.id, &open));
  if (open.count >= API_KEYS_MOST) return fail(c, ERR_INVALID, NULL, N_("You have as many keys as one may have. End one first."));
  TRY(token_make(c, "api_key", token, hash));
  new.token_hash = hash;
  TRY(global_insert(c, api_key, &new, NULL));
  memcpy(key, PREFIX, PREFIX_LENGTH);
  memcpy(key + PREFIX_LENGTH, token, sizeof token);
  return OK;
}

static int end(struct ctx *c, struct api_key *k)
{
  k->ended = (struct instant){ c->now };
  return global_update(c, api_key, k);
}

int api_key_end(struct ctx *c, struct id key)
{
  struct api_key k = { 0 };
  TRY(global_get(c, api_key, key, &k));
  return !id_same(k.account, c->scope.actor) || instant_known(k.ended) ? not_there(c) : end(c, &k);
}

int api_keys_end(struct ctx *c, struct id account)
{
  struct api_key_list open;
  TRY(api_keys_of(c, account, &open));
  for (size_t i = 0; i < open.count; i++) TRY(end(c, &open.at[i]));
  return OK;
}

int api_key_enter(struct ctx *c, const char *key, struct signed_in *out)
{
  struct signed_in w = { 0 };
  struct api_key k;
  struct organisation o;
  char hash[TOKEN_HASH_TEXT];
  if (!key || strncmp(key, PREFIX, PREFIX_LENGTH) != 0) return not_there(c);
  TRY(token_hash(c, "api_key", key + PREFIX_LENGTH, hash));
  TRY(api_key_of_hash(c, hash, &k));
  if (instant_known(k.ended) || date_before(k.until, c->today) || k.made.ms > c->now) return not_there(c);
  TRY(account_get(c, k.account, &w.account));
  TRY(post_get(c, k.post, &w.post));
  if (instant_known(w.account.gone) || !post_counts(&w.post) || !id_same(w.post.account, w.account.id)) return not_there(c);
  TRY(organisation_get(c, w.post.organisation, &o));
  w.organisation_name = o.name;
  w.only = k.actions;
  scope_enter(c, &w.account, &w.post, ID_NONE);
  *out = w;
  return OK;
}
