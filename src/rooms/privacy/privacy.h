/* Watching over privacy: who has looked at a household, the journal by page, and what the rooms know of a file that
 * retention and signals ask. Source: NEN 7513 (who, when, whose record, why); AVG art. 15 (recipients by name). */
#ifndef PRIVACY_H
#define PRIVACY_H
#include "grounds.h"
#include "households.h"
#include "journal.h"
#include "need_to_know.h"
#include "organisations.h"
#include "retention.h"
#include "signals.h"

/* --- who has looked ------------------------------------------------------------------------------- */

/* One colleague, one part of the file, one day. */
struct look { struct id account, organisation; const char *name, *organisation_name, *role, *purpose, *part; struct date day; size_t times; bool changed, emergency; };
struct look_list { struct look *at; size_t count; bool more; };      /* more: older ones were left out */

/* A part of a household that the actor may open, named for people; `common`: both sides read it. */
struct file_part { struct id compartment; const char *name; bool common; };
struct file_part_list { struct file_part *at; size_t count; };
/* ERR_NOT_FOUND: not the actor's. */
MUST_USE int household_parts(struct ctx *c, struct id household, struct file_part_list *out);
/* Newest first, at most LOOKS_MOST. Of the common part only the own side: whoever is on the other does not show. */
enum { LOOKS_MOST = 300 };
MUST_USE int household_looks(struct ctx *c, struct id household, struct look_list *out);

/* Emergency accesses of the parts that the actor may open, at most EMERGENCIES_MOST. Of the common part those that opened a side
 * of the actor's with it: else it was for the other side, whoever did it, and does not show. `part`: its name. */
enum { EMERGENCIES_MOST = 100 };
struct emergency_shown { struct emergency_use use; const char *part; };
struct emergency_shown_list { struct emergency_shown *at; size_t count; };
MUST_USE int household_emergencies(struct ctx *c, struct id household, struct emergency_shown_list *out);

/* --- with whom a ground may be --------------------------------------------------------------------- */

/* The organisations that work in the region, without the actor's own. */
MUST_USE int ground_partners(struct ctx *c, struct organisation_list *out);
/* The one of that name among them. ERR_INVALID on "organisatie", as the form calls it. */
MUST_USE int ground_partner_named(struct ctx *c, const char *name, struct id *out);

/* --- the journal ------------------------------------------------------------------------------------ */

/* What happens, as people say it. The keys are the journal's; one that is not here is shown as it is. */
#define JOURNAL_VERBS(X) \
  X(VERB_ANY,            NULL,             N_("Everything")) \
  X(VERB_READ,           "read",           N_("Looked at")) \
  X(VERB_INSERT,         "insert",         N_("Written down")) \
  X(VERB_UPDATE,         "update",         N_("Changed")) \
  X(VERB_DELETE,         "delete",         N_("Deleted")) \
  X(VERB_SEARCH,         "search",         N_("Searched")) \
  X(VERB_EXPORT,         "export",         N_("Exported or printed")) \
  X(VERB_EMERGENCY,      "emergency",      N_("Opened in an emergency")) \
  X(VERB_HAND_OVER,      "hand_over",      N_("Handed over to a colleague")) \
  X(VERB_REFUSED,        "refused",        N_("Refused: not written by the program")) \
  X(VERB_SIGN_IN,        "sign_in",        N_("Signed in")) \
  X(VERB_SIGN_IN_AGAIN,  "sign_in_again",  N_("Proved once more who they are")) \
  X(VERB_SIGN_IN_FAILED, "sign_in_failed", N_("Could not sign in")) \
  X(VERB_PURGE,          "purge",          N_("Deleted after its term")) \
  X(VERB_PURGE_REPORT,   "purge_report",   N_("Proof of deleting")) \
  X(VERB_MESSAGE,        "message",        N_("Sent a message")) \
  X(VERB_BACKUP,         "backup",         N_("Made a backup")) \
  X(VERB_RESTORE,        "restore",        N_("Put a backup back")) \
  X(VERB_NEW_EPOCH,      "new_epoch",      N_("Made new keys")) \
  X(VERB_DESTROY,        "destroy_epochs", N_("Destroyed old keys")) \
  X(VERB_CHAIN,          "begin_chain",    N_("Began the chain"))
DECLARE_CHOICES(journal_verb, JOURNAL_VERBS)

/* What it happened to: the tables, by name. */
#define JOURNAL_THINGS(X) \
  X(THING_UNKNOWN,      NULL,               N_("Unknown")) \
  X(THING_ACCOUNT,      "account",          N_("account")) \
  X(THING_POST,         "post",             N_("role of a colleague")) \
  X(THING_FACTOR,       "factor",           N_("way to sign in")) \
  X(THING_CHALLENGE,    "challenge",        N_("question of a passkey")) \
  X(THING_SESSION,      "session",          N_("session")) \
  X(THING_SEEN,         "session_seen",     N_("last use of a session")) \
  X(THING_DEVICE,       "known_device",     N_("known device")) \
  X(THING_INVITATION,   "invitation",       N_("invitation")) \
  X(THING_API_KEY,      "api_key",          N_("key for a program")) \
  X(THING_FAILURE,      "sign_in_failure",  N_("failed sign-in")) \
  X(THING_TASK,         "task",             N_("task")) \
  X(THING_DRAFT,        "draft",            N_("draft")) \
  X(THING_ORGANISATION, "organisation",     N_("organisation")) \
  X(THING_HOUSEHOLD,    "household",        N_("household")) \
  X(THING_SIDE,         "household_side",   N_("side of a household")) \
  X(THING_MEMBER,       "household_member", N_("member of a household")) \
  X(THING_MEMBERSHIP,   "membership",       N_("place of a person in a household")) \
  X(THING_PERSON,       "person",           N_("person")) \
  X(THING_ADDRESS,      "address",          N_("address")) \
  X(THING_CONTACT,      "contact_way",      N_("way to be reached")) \
  X(THING_SCREENING,    "screening",        N_("screening")) \
  X(THING_ASSESSMENT,   "assessment",       N_("questionnaire about a person")) \
  X(THING_TALK_ALONE,   "talk_alone",       N_("talk alone")) \
  X(THING_SET_ASIDE,    "control_set_aside", N_("setting the exclusion for control aside")) \
  X(THING_INVOLVEMENT,  "involvement",      N_("involvement")) \
  X(THING_GROUND,       "ground",           N_("ground for sharing")) \
  X(THING_EMERGENCY,    "emergency_use",    N_("emergency access")) \
  X(THING_COMPARTMENT,  "compartment",      N_("file")) \
  X(THING_TERM,         "retention_term",   N_("retention term")) \
  X(THING_HOLD,         "legal_hold",       N_("legal hold")) \
  X(THING_PROOF,        "purge_report",     N_("proof of deleting")) \
  X(THING_RIGHT,        "rights_request",   N_("request about the own file")) \
  X(THING_RIGHT_CLOCK,  "right_clock",      N_("term of a request about the own file")) \
  X(THING_RIGHT_PART,   "rights_decision",  N_("decision on a part of a file")) \
  X(THING_RIGHT_COPY,   "rights_copy",      N_("copy of the own file")) \
  X(THING_SIGNAL,       "misuse_signal",    N_("signal of misuse")) \
  X(THING_JOURNAL,      "journal",          N_("journal")) \
  X(THING_KEY,          "key",              N_("keys")) \
  X(THING_DATABASE,     "database",         N_("database")) \
  X(THING_OFFER,        "offer",            N_("offer of help")) \
  X(THING_IMPORT,       "offer_import",     N_("import of offers")) \
  X(THING_DECISION,     "offer_decision",   N_("decision on an offer")) \
  X(THING_FUNDING,      "offer_funding",    N_("money for an offer")) \
  X(THING_MERGER,       "organisation_merger", N_("merger of organisations")) \
  X(THING_PARTNER_ASK,  "partner_ask",      N_("question to a partner outside care")) \
  X(THING_PARTNER_GROUND, "partner_ground", N_("ground to ask a partner outside care")) \
  X(THING_PARTNER_ANSWER, "partner_answer", N_("answer of a partner outside care")) \
  X(THING_CHAT,         "chat",             N_("chat")) \
  X(THING_HOURS,        "desk_hours",       N_("opening hours of the desk")) \
  X(THING_CASE_ACTION, "case_action", N_("what was agreed: who does what")) \
  X(THING_CASE_MOVE, "case_move", N_("step to another phase")) \
  X(THING_CASE_NOTE, "case_note", N_("note of a contact or a decision")) \
  X(THING_CASE_PHASE, "case_phase", N_("phase of the household")) \
  X(THING_CHILD_TRUST, "child_trust", N_("whom the child trusts")) \
  X(THING_CHILD_WISH, "child_wish", N_("wish of the child")) \
  X(THING_GATE_JUDGEMENT, "gate_judgement", N_("judgement whether somebody is safe enough")) \
  X(THING_GATE_WORDS, "gate_words", N_("words with a phase or judgement")) \
  X(THING_GENERATION, "generation", N_("violence in earlier generations")) \
  X(THING_HELPER, "helper", N_("who helps")) \
  X(THING_HOUSEHOLD_DIRECTOR, "household_director", N_("who directs the help")) \
  X(THING_HOUSEHOLD_MOVE, "household_move", N_("merging or splitting of a household")) \
  X(THING_IDENTITY_CHECK, "identity_check", N_("check that it is the right person")) \
  X(THING_INCIDENT, "incident", N_("incident")) \
  X(THING_KIN_RELATION, "kin_relation", N_("relation")) \
  X(THING_MELDCODE, "meldcode", N_("step of the reporting code")) \
  X(THING_MOTIVATION_NOTE, "motivation_note", N_("note on motivation")) \
  X(THING_PARENT_ACCESS, "parent_access", N_("weighing whether a parent may see the file")) \
  X(THING_PATTERN, "pattern", N_("pattern over time")) \
  X(THING_PEER, "peer", N_("expert by experience")) \
  X(THING_PEER_ASSIGNMENT, "peer_assignment", N_("support by an expert by experience")) \
  X(THING_PEER_CONTACT, "peer_contact", N_("contact with an expert by experience")) \
  X(THING_PEER_NOTE, "peer_note", N_("note about the work of an expert by experience")) \
  X(THING_PEER_PROPOSAL, "peer_proposal", N_("question to an expert by experience")) \
  X(THING_PEER_TRAINING, "peer_training", N_("training of an expert by experience")) \
  X(THING_PLAN, "plan", N_("plan")) \
  X(THING_PLAN_CONTACT, "plan_contact", N_("plan: contact or return")) \
  X(THING_PLAN_GOAL, "plan_goal", N_("plan: goal")) \
  X(THING_PLAN_HOLDER, "plan_holder", N_("plan: in whose files it is")) \
  X(THING_PLAN_PHONE, "plan_phone", N_("plan: page for the own phone")) \
  X(THING_PLAN_PROMPTS, "plan_prompts", N_("plan: what is easily forgotten")) \
  X(THING_PLAN_RELEASE, "plan_release", N_("plan: words for the family")) \
  X(THING_PLAN_REVIEW, "plan_review", N_("plan: when it was looked at")) \
  X(THING_PLAN_SAFETY, "plan_safety", N_("plan: the own safety")) \
  X(THING_PLAN_STOP, "plan_stop", N_("plan: how the violence stops for good")) \
  X(THING_PLAN_VERSION, "plan_version", N_("plan: an earlier text")) \
  X(THING_PLAN_VOICE, "plan_voice", N_("plan: how somebody took part")) \
  X(THING_PROFILE_NOTE, "profile_note", N_("note on how the family lives together")) \
  X(THING_REFERRAL_PERSON, "referral_person", N_("referral: who it is about")) \
  X(THING_REFERRAL_ITEM, "referral_item", N_("referral: what was shared")) \
  X(THING_REFERRAL_NOTE, "referral_note", N_("referral: what was done")) \
  X(THING_REFERRAL_LINK, "referral_link", N_("referral: in the own file")) \
  X(THING_REFERRAL_HOME, "referral_home", N_("referral: of which household")) \
  X(THING_RISK, "risk", N_("risk")) \
  X(THING_SAFETY_LOOK, "safety_look", N_("look at safety")) \
  X(THING_SAFETY_SCORE, "safety_score", N_("mark for safety")) \
  X(THING_SAFETY_WISH, "safety_wish", N_("wish about news of a referral")) \
  X(THING_SCALE_UP, "scale_up", N_("agreement on when help is no longer voluntary")) \
  X(THING_SHIELD, "shield", N_("shield of a file")) \
  X(THING_SHIELD_REACH, "shield_reach", N_("reach of a shield")) \
  X(THING_SIGNUP_SAID, "signup_said", N_("sign-up: what was written")) \
  X(THING_SIGNUP_STEP, "signup_step", N_("sign-up: what was done")) \
  X(THING_SURVEY_DRAFT, "survey_draft", N_("answers to a survey"))
DECLARE_CHOICES(journal_thing, JOURNAL_THINGS)

/* The label of a key in the reader's language; a key without one as it is; NULL: NULL. */
const char *key_in_words(struct ctx *c, const struct choices *values, const char *key);

struct journal_search {
  struct id id;
  int32_t version;
  enum journal_verb soort;
  const char *collega, *dossier, *na;  /* account's mail; number of a file or record; key of the page before */
  struct date van, tot;
};
DECLARE_RECORD(journal_search);

struct journal_entry { struct journal_line line; const char *actor_name, *organisation_name; struct num seq; };
DECLARE_RECORD(journal_entry);

enum { JOURNAL_A_PAGE = 50, JOURNAL_EXPORT_MOST = 5000 };
/* Lines of the region, newest first, at most `most`; `*next`: key of the next page, NULL: this was the last. ERR_INVALID on a
 * field: no such colleague, no number of a file, or the days are in the wrong order. */
MUST_USE int journal_page(struct ctx *c, const struct journal_search *by, size_t most, struct journal_entry_list *out, const char **next);

/* --- what the rooms know of a file --------------------------------------------------------------------- */

/* For retention: which tables hold files, and when a child is grown. */
void kept_by_rooms(struct ctx *c, struct kept *out);
/* The slugs of all regions of c->places, in c->arena; gives how many. */
size_t region_slugs(struct ctx *c, const char ***out);
/* For signals. */
is_own_file holds_own_mail;

/* "24 november 2025, 17:03:09" from a line's own time. In c->arena. */
const char *line_time_in_words(struct ctx *c, const char *at);
/* A colleague's and an organisation's name; a dash where there is none. */
MUST_USE int colleague_name(struct ctx *c, struct id account, const char **out);
MUST_USE int name_of_organisation(struct ctx *c, struct id organisation, const char **out);

extern const struct query *const privacy_queries[];
#endif
