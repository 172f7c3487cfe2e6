/* Who may do what, by role. Whether somebody may do it to this file is another question: involvement (need_to_know.h).
 * Source: the users of the regional approach (Bouwstenen plegeraanbod 2021); NEN 7510: access by role and by need to know. */
#ifndef PERMISSIONS_H
#define PERMISSIONS_H
#include "fields.h"

/* Keys are also the names of the demo accounts. */
#define ROLES(X) \
  X(ROLE_UNKNOWN,        NULL,                  N_("Unknown")) \
  X(ROLE_TEAM,           "team",                N_("Local team")) \
  X(ROLE_TEAM_LEAD,      "leidinggevende",      N_("Team lead")) \
  X(ROLE_VEILIG_THUIS,   "veiligthuis",         N_("Veilig Thuis")) \
  X(ROLE_DESK,           "aanmeldpunt",         N_("Registration desk")) \
  X(ROLE_PROVIDER,       "aanbieder",           N_("Provider")) \
  X(ROLE_DIRECTOR,       "regisseur",           N_("Case director")) \
  X(ROLE_POLICE,         "politie",             N_("Police")) \
  X(ROLE_PROSECUTION,    "om",                  N_("Prosecution")) \
  X(ROLE_PROBATION,      "reclassering",        N_("Probation")) \
  X(ROLE_MUNICIPALITY,   "gemeente",            N_("Municipality")) \
  X(ROLE_SHELTER,        "vrouwenopvang",       N_("Women's shelter")) \
  X(ROLE_GP,             "huisarts",            N_("General practitioner")) \
  X(ROLE_YOUTH,          "gi",                  N_("Youth protection")) \
  X(ROLE_EXPERT,         "ervaringsdeskundige", N_("Expert by experience")) \
  X(ROLE_REGION,         "regio",               N_("Regional coordinator")) \
  X(ROLE_ADMINISTRATOR,  "beheer",              N_("Functional administrator")) \
  X(ROLE_PRIVACY,        "fg",                  N_("Privacy officer")) \
  X(ROLE_AUDITOR,        "auditor",             N_("Auditor"))
DECLARE_CHOICES(role, ROLES)

/* What a route asks for. The first three ask for no role. */
#define ACTIONS(X) \
  X(MAY_UNSET,            NULL,                N_("Nobody said")) \
  X(MAY_ANYBODY,          "anybody",           N_("Public")) \
  X(MAY_SIGN_IN,          "sign_in",           N_("Half signed in: the password was right, the second factor is still to come")) \
  X(MAY_OWN,              "own",               N_("Own account, sessions, second factors, tasks")) \
  X(MAY_SEE_FILES,        "see_files",         N_("Read files one is involved in")) \
  X(MAY_WRITE_FILES,      "write_files",       N_("Write in files one is involved in")) \
  X(MAY_OPEN_FILES,       "open_files",        N_("Open a new household")) \
  X(MAY_DIRECT,           "direct",            N_("Direct a household")) \
  X(MAY_FIND,             "find",              N_("Find persons by name and birth date, phone or mail")) \
  X(MAY_INVOLVE,          "involve",           N_("Involve a colleague, and end that")) \
  X(MAY_EMERGENCY,        "emergency",         N_("Emergency access")) \
  X(MAY_SEE_GROUNDS,      "see_grounds",       N_("See what is shared with whom, on which ground")) \
  X(MAY_MANAGE_ACCOUNTS,  "manage_accounts",   N_("Manage organisations, colleagues and roles")) \
  X(MAY_MANAGE_TEAM,      "manage_team",       N_("See and confirm the colleagues of the own organisation")) \
  X(MAY_SEE_JOURNAL,      "see_journal",       N_("Read the journal")) \
  X(MAY_SEE_SIGNALS,      "see_signals",       N_("Read signals of misuse")) \
  X(MAY_RETAIN,           "retain",            N_("Retention terms, legal hold, purge")) \
  X(MAY_SEE_KEYS,         "see_keys",          N_("Read the state of keys, backups and checks")) \
  X(MAY_RUN_JOBS,         "run_jobs",          N_("Try failed jobs again, or give them up")) \
  X(MAY_SEE_MAP,          "see_map",           N_("See all offers, also those for professionals")) \
  X(MAY_KEEP_OFFERS,      "keep_offers",       N_("Keep the offers of the own organisation or region current")) \
  X(MAY_REVIEW_OFFERS,    "review_offers",     N_("Decide on what is said about offers, and join what is double")) \
  X(MAY_CHANGE_RULES,     "change_rules",      N_("Propose and publish rules of matching")) \
  X(MAY_WATCH_REFERRALS,  "watch_referrals",   N_("See which referrals stand still, without names, and set how long steps may take")) \
  X(MAY_KEEP_PEERS,       "keep_peers",        N_("Keep the register of experts by experience of the own organisation")) \
  X(MAY_PEER,             "peer",              N_("Be there for somebody as an expert by experience")) \
  X(MAY_DESK,             "desk",              N_("Call back people who sign up")) \
  X(MAY_CAMPAIGN,         "campaign",          N_("Make campaign pages of the region")) \
  X(MAY_SET_CHAT_HOURS,   "set_chat_hours",    N_("Set when the desk is open for a talk by chat")) \
  X(MAY_KEEP_HOOKS,       "keep_hooks",        N_("Connect systems of the own organisation, which hear that a referral changed")) \
  X(MAY_SURVEY,           "survey",            N_("Send questionnaires, lead Delphi studies, and read what comes back"))
DECLARE_CHOICES(action, ACTIONS)

/* Whether that role may, apart from involvement. Without a role only what asks for none. */
bool role_may(enum role role, enum action action);
/* As what the actor of this request works; unknown: the public, or the console. */
enum role role_of_scope(const struct ctx *c);
/* Whether the role reads files at all: the administrator, the auditor and the region see none. */
bool role_sees_files(enum role role);
#endif
