#include "permissions.h"

DEFINE_CHOICES(role, ROLES)
DEFINE_CHOICES(action, ACTIONS)

#define BIT(action) (1u << (action))
enum {
  EVERYBODY = BIT(MAY_ANYBODY) | BIT(MAY_SIGN_IN) | BIT(MAY_OWN),
  READER = EVERYBODY | BIT(MAY_SEE_FILES) | BIT(MAY_SEE_GROUNDS),
  WORKER = READER | BIT(MAY_WRITE_FILES) | BIT(MAY_FIND) | BIT(MAY_INVOLVE),
  OPENER = WORKER | BIT(MAY_OPEN_FILES)
};

static const unsigned rights[] = {
  [ROLE_UNKNOWN]       = 0,
  [ROLE_TEAM]          = OPENER,
  [ROLE_TEAM_LEAD]     = OPENER | BIT(MAY_MANAGE_TEAM),
  [ROLE_VEILIG_THUIS]  = OPENER | BIT(MAY_EMERGENCY),
  [ROLE_DESK]          = OPENER,
  [ROLE_PROVIDER]      = WORKER,
  [ROLE_DIRECTOR]      = OPENER | BIT(MAY_EMERGENCY),
  [ROLE_POLICE]        = READER | BIT(MAY_WRITE_FILES),
  [ROLE_PROSECUTION]   = READER | BIT(MAY_WRITE_FILES),
  [ROLE_PROBATION]     = WORKER,
  [ROLE_MUNICIPALITY]  = READER | BIT(MAY_WRITE_FILES),
  [ROLE_SHELTER]       = OPENER | BIT(MAY_EMERGENCY),
  [ROLE_GP]            = READER | BIT(MAY_WRITE_FILES),
  [ROLE_YOUTH]         = OPENER,
  [ROLE_EXPERT]        = READER,
  [ROLE_REGION]        = EVERYBODY,
  [ROLE_ADMINISTRATOR] = EVERYBODY | BIT(MAY_MANAGE_ACCOUNTS) | BIT(MAY_SEE_KEYS) | BIT(MAY_RUN_JOBS),
  [ROLE_PRIVACY]       = EVERYBODY | BIT(MAY_SEE_JOURNAL) | BIT(MAY_SEE_SIGNALS) | BIT(MAY_RETAIN) | BIT(MAY_SEE_KEYS) | BIT(MAY_SEE_GROUNDS),
  [ROLE_AUDITOR]       = EVERYBODY | BIT(MAY_SEE_JOURNAL) | BIT(MAY_SEE_KEYS)
};

bool role_may(enum role role, enum action action)
{
  if (action == MAY_ANYBODY) return true;
  return action != MAY_UNSET && (size_t)role < COUNT(rights) && rights[role] & BIT(action);
}

bool role_sees_files(enum role role) { return role_may(role, MAY_SEE_FILES); }
