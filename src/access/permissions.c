#include "permissions.h"

DEFINE_CHOICES(role, ROLES)
DEFINE_CHOICES(action, ACTIONS)

#define BIT(action) (1u << (action))
enum {
  EVERYBODY = BIT(MAY_ANYBODY) | BIT(MAY_SIGN_IN) | BIT(MAY_OWN),
  READER = EVERYBODY | BIT(MAY_SEE_FILES) | BIT(MAY_SEE_GROUNDS) | BIT(MAY_SEE_MAP),
  WORKER = READER | BIT(MAY_WRITE_FILES) | BIT(MAY_FIND) | BIT(MAY_INVOLVE),
  OPENER = WORKER | BIT(MAY_OPEN_FILES) | BIT(MAY_DIRECT)       /* who opens a household directs it first; the others do their own part of it */
};

static const unsigned rights[] = {
  [ROLE_UNKNOWN]       = 0,
  [ROLE_TEAM]          = OPENER,
  [ROLE_TEAM_LEAD]     = OPENER | BIT(MAY_MANAGE_TEAM) | BIT(MAY_KEEP_OFFERS) | BIT(MAY_KEEP_PEERS) | BIT(MAY_KEEP_HOOKS),
  [ROLE_VEILIG_THUIS]  = OPENER | BIT(MAY_EMERGENCY) | BIT(MAY_KEEP_OFFERS),
  [ROLE_DESK]          = OPENER | BIT(MAY_DESK) | BIT(MAY_CAMPAIGN) | BIT(MAY_SET_CHAT_HOURS),
  [ROLE_PROVIDER]      = WORKER | BIT(MAY_KEEP_OFFERS) | BIT(MAY_KEEP_PEERS) | BIT(MAY_KEEP_HOOKS),
  [ROLE_DIRECTOR]      = OPENER | BIT(MAY_EMERGENCY),
  [ROLE_POLICE]        = READER | BIT(MAY_WRITE_FILES),
  [ROLE_PROSECUTION]   = READER | BIT(MAY_WRITE_FILES),
  [ROLE_PROBATION]     = WORKER | BIT(MAY_KEEP_OFFERS),
  [ROLE_MUNICIPALITY]  = READER | BIT(MAY_WRITE_FILES) | BIT(MAY_KEEP_OFFERS),
  [ROLE_SHELTER]       = OPENER | BIT(MAY_EMERGENCY) | BIT(MAY_KEEP_OFFERS) | BIT(MAY_KEEP_PEERS),
  [ROLE_GP]            = READER | BIT(MAY_WRITE_FILES),
  [ROLE_YOUTH]         = OPENER,
  [ROLE_EXPERT]        = READER | BIT(MAY_PEER),
  [ROLE_REGION]        = EVERYBODY | BIT(MAY_SEE_MAP) | BIT(MAY_KEEP_OFFERS) | BIT(MAY_REVIEW_OFFERS) | BIT(MAY_CHANGE_RULES) | BIT(MAY_WATCH_REFERRALS) |
    BIT(MAY_CAMPAIGN) | BIT(MAY_SET_CHAT_HOURS) | BIT(MAY_SURVEY),
  [ROLE_ADMINISTRATOR] = EVERYBODY | BIT(MAY_MANAGE_ACCOUNTS) | BIT(MAY_SEE_KEYS) | BIT(MAY_RUN_JOBS),
  [ROLE_PRIVACY]       = EVERYBODY | BIT(MAY_SEE_JOURNAL) | BIT(MAY_SEE_SIGNALS) | BIT(MAY_RETAIN) | BIT(MAY_SEE_KEYS) | BIT(MAY_SEE_GROUNDS),
  [ROLE_AUDITOR]       = EVERYBODY | BIT(MAY_SEE_JOURNAL) | BIT(MAY_SEE_KEYS)
};

bool role_may(enum role role, enum action action)
{
  if (action == MAY_ANYBODY) return true;
  return action != MAY_UNSET && (size_t)role < COUNT(rights) && rights[role] & BIT(action);
}

enum role role_of_scope(const struct ctx *c) { return c->scope.role ? (enum role)choice_find(&role_choices, c->scope.role, strlen(c->scope.role)) : ROLE_UNKNOWN; }

bool role_sees_files(enum role role) { return role_may(role, MAY_SEE_FILES); }
