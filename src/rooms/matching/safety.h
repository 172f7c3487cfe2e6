/* The rules of safety that no data switches off: danger now, control and talks together, bans. The rules of data say the same in
 * words that can be changed; what these hold back stays held back. Only match.c and the tests include this.
 * Source: DOMAIN 4.2, rules 1 to 3; Bouwstenen plegeraanbod 2021, Inleiding (control and stalking: no mediation, no talks together). */
#ifndef SAFETY_H
#define SAFETY_H
#include "profile.h"

enum safety_mark { MARK_JOINT = 1, MARK_CONTROL_MATTERS = 2, MARK_MEDIATION = 4, MARK_AT_ONCE = 8, MARK_TALK_IN_BAN = 16, MARK_NO_TERROR = 32, MARKS_MOST = 64 };
/* What these rules look at in an offer. */
unsigned safety_marks(const struct offer *o);

enum safety_rule { SAFETY_DANGER, SAFETY_CONTROL, SAFETY_TALKS, SAFETY_BAN, SAFETY_RULES };
enum safety_verdict { SAFE, SAFETY_HOLDS, SAFETY_EXCLUDES };
struct safety_said { enum safety_verdict verdict; enum safety_rule rule; };

/* For an offer of these marks. `set_aside`: two people set the exclusion for control aside for this person: it holds for mediation
 * only. */
struct safety_said safety_judge(const struct profile *p, bool set_aside, unsigned marks);
/* One rule of it: for the tests, which take rules out and turn them round. */
enum safety_verdict safety_judge_one(enum safety_rule rule, const struct profile *p, bool set_aside, unsigned marks);

/* "safety-danger"; why (msgid); whether reason and question are for professionals only; the answer that decides. */
const char *safety_rule_id(enum safety_rule rule);
const char *safety_rule_text(enum safety_rule rule);
bool safety_rule_is_inside(enum safety_rule rule);
const struct field *safety_asks(enum safety_rule rule, const struct profile *p);
#endif
