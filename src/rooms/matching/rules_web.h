/* The pages of the rules: reading them, proposing a change, seeing what it would do, publishing it. */
#ifndef RULES_WEB_H
#define RULES_WEB_H
#include "html.h"
#include "rule_edit.h"
#include "reevaluate.h"
#include "version_checks.h"
#include "versions.h"
#include "web.h"

#define RULES_PATH     "/werk/regels"
#define PROPOSALS_PATH "/werk/regels/voorstel"

handler show_rules, show_rule, send_rule, show_rule_new, add_rule, take_rule_out;            /* rules_web.c */
handler show_proposals, show_proposal, send_proposal, propose_shipped;                       /* proposals_web.c */

/* --- reading ------------------------------------------------------------------------------------------------------- */

struct rule_line { const struct rule *rule; const char *when, *points, *reason, *question; };
struct rule_line_list { struct rule_line *at; size_t count; };
struct rule_group { enum rule_effect effect; struct rule_line_list lines; };
struct rule_group_list { struct rule_group *at; size_t count; };
struct rules_view {
  const struct rules_now *now;
  const char *version, *since;                   /* since: in words; NULL: shipped */
  size_t rules, proposals;
  struct rule_group_list groups;
  bool may, unread;                              /* unread: what was published cannot be read; these are the shipped ones */
};
void view_rules(struct ctx *c, const struct rules_view *v);

/* A word of the language of conditions: "person.gender", its label, and the keys it may be compared with. */
struct rule_word { const char *word, *label, *keys; };
struct rule_word_list { struct rule_word *at; size_t count; };
struct rule_view {
  const char *id, *path;                         /* id NULL: a new one */
  const struct rule *rule;                       /* as it is in force; NULL: it is new */
  struct rule_part_list parts;
  const struct record *rec;
  const struct rule_form *form;
  struct rule_word_list words;
  bool may, own;                                 /* own: the form shows the reader's open proposal */
};
void view_rule(struct ctx *c, const struct rule_view *v);
struct taking_out { const char *why; };
DECLARE_RECORD(taking_out);

/* --- proposing ------------------------------------------------------------------------------------------------------ */

struct version_line { struct id id; const char *name, *state, *note, *by, *at; };
struct version_line_list { struct version_line *at; size_t count; };
struct proposals_view { struct version_line_list open, past; const char *shipped; };         /* shipped: the version that could be taken over; NULL: none */
void view_proposals(struct ctx *c, const struct proposals_view *v);

#define PROPOSAL_DEEDS(X) \
  X(DEED_UNKNOWN,  NULL,           N_("Unknown")) \
  X(DEED_PUBLISH,  "vaststellen",  N_("Publish")) \
  X(DEED_WITHDRAW, "intrekken",    N_("Withdraw"))
DECLARE_CHOICES(proposal_deed, PROPOSAL_DEEDS)
struct proposal_form { struct id id; int32_t version; enum proposal_deed deed; };
DECLARE_RECORD(proposal_form);

/* In fives, and below five only that: else whoever proposes a rule about one person reads whether they are here. */
struct counted_people { bool there, done; int percent; const char *people, *changed, *region; };
struct proposal_view {
  const struct rule_version *v;
  const char *path, *by, *at;
  struct rule_problem_list problems;
  struct rule_change_list changes;
  struct example_change_list examples;
  size_t against;
  struct counted_people counted;
  struct proposal_form form;
  bool open, own, stale;                         /* stale: other rules came into force since */
};
void view_proposal(struct ctx *c, const struct proposal_view *v);
#endif
