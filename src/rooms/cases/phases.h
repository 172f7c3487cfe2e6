/* The phase in which a household is, the gates between phases, and closing. A gate opens when the safety of every member is judged to be
 * enough, by whom and why, since the phase began, and when the person who uses violence does something in this phase, or it is written why not.
 * What is missing is said. Only who directs moves a household; to less safety there is no gate. Nothing closes by itself, and nothing closes empty.
 * Source: DOMAIN 3 and 4.4; Bouwstenen plegeraanbod 2021, 1.2 (phases; actions of the person who uses violence in each). */
#ifndef PHASES_H
#define PHASES_H
#include "actions.h"
#include "case_parts.h"

#define PHASE_MOVES_STATES(X) \
  X(CASE_STATE_UNKNOWN, NULL,  N_("No phase chosen yet")) \
  PHASES_OF_A_CASE(X, CASE_) \
  X(CASE_CLOSED,   "closed",   N_("Closed"))
DECLARE_CHOICES(case_state, PHASE_MOVES_STATES)

/* Where a household stands: one row, changed at each move; what was before stands in case_move. */
struct case_phase {
  struct id id;                        /* the household's own id */
  int32_t version;
  struct id compartment;               /* shared */
  enum case_state state;
  struct instant since;
  struct id by;                        /* account that directed then */
  const char *why;
};
DECLARE_RECORD(case_phase);
struct case_move {
  struct id id;
  int32_t version;
  struct id compartment;               /* shared */
  struct id household;
  enum case_state from, state;
  struct instant at;
  struct id by;
  const char *why;
  const char *without;                 /* why the person who uses violence did nothing in the phase that ended; NULL: they did */
};
DECLARE_RECORD(case_move);

/* Whether somebody is safe enough to go on: lies with the person, so that nobody of another side learns of it. */
struct gate_judgement {
  struct id id;
  int32_t version;
  struct id compartment;               /* the person's */
  struct id household, person;
  enum case_state towards;             /* for which phase */
  enum yes_no enough;
  const char *why;
  struct id by;
  struct instant at;
};
DECLARE_RECORD(gate_judgement);

/* Words that a gate asked for, beside the row that they belong to: of a move, who looked at the safety of anybody else concerned, and when; of a judgement,
 * why somebody is safe enough although the newest score is low. */
struct gate_words {
  struct id id;                        /* that of the case_move or gate_judgement */
  int32_t version;
  struct id compartment;               /* and where it lies */
  const char *words;
};
DECLARE_RECORD(gate_words);

/* The table of moves. `gate`: everybody must be safe enough; `plan`: each adult who uses or experiences violence has a final safety plan; `act`: the person
 * who uses violence did something; `empty`: nothing may be open. */
struct phase_rule { enum case_state from, to; bool gate, plan, act, empty; };
extern const struct phase_rule phase_rules[];
extern const size_t phase_rule_count;
/* NULL: no such move. */
const struct phase_rule *phase_rule(enum case_state from, enum case_state to);

/* GATE_ACT and GATE_OTHERS: words can stand in. */
enum gate_kind { GATE_SAFETY, GATE_NOT_SAFE, GATE_NO_FILE, GATE_NO_PLAN, GATE_ACT, GATE_OTHERS, GATE_OPEN_ACTION, GATE_ONE_SIDE, GATE_OPEN_ELSEWHERE };
struct gate_line { enum gate_kind kind; const char *about; struct id id; };            /* about: who or what (of another room: a msgid); id: person or action */
struct gate_line_list { struct gate_line *at; size_t count; };

/* Where it stands; without a row, CASE_STATE_UNKNOWN. */
MUST_USE int phase_now(struct ctx *c, const struct case_file *f, struct case_phase *out);
MUST_USE int phase_moves(struct ctx *c, const struct case_file *f, struct case_move_list *out);      /* newest first */
/* What is missing for a move, as far as the actor may know it; nothing when the gate is open. */
MUST_USE int phase_missing(struct ctx *c, const struct case_file *f, const struct case_phase *now, const struct phase_rule *r, struct gate_line_list *out);
/* The judgements that count for a phase: the newest of each person, made for this household since the phase began. */
MUST_USE int judgements_for(struct ctx *c, const struct case_file *f, const struct case_phase *now, enum case_state towards, struct gate_judgement_list *out);

/* Likewise, for each phase whose gate asks for one now. */
MUST_USE int judgements_now(struct ctx *c, const struct case_file *f, const struct case_phase *now, struct gate_judgement_list *out);

/* The words of a move or judgement; NULL: none were asked for. In c->arena. */
MUST_USE int gate_words_of(struct ctx *c, struct id row, const char **out);
/* Whether the actor may judge the gates of this household: works with both parties; or for one, and every adult whom the household knows is on it: then
 * `*others` is true, and it is asked who looked at the safety of anybody else concerned. By what the actor sees alone. */
MUST_USE int gate_mine(struct ctx *c, const struct case_file *f, bool *out, bool *others);

struct phase_ask { enum case_state state; const char *why, *without, *others; };      /* others: who looked at the safety of anybody else concerned, and when */
DECLARE_RECORD(phase_ask);
/* Moves the household. ERR_INVALID: the actor does not direct it, there is no such move, `why` says nothing (text_says), or something is missing (the message says how much; the page what).
 * ERR_CONFLICT: it moved since `version` (0: it never did). */
MUST_USE int phase_move(struct ctx *c, struct id household, int32_t version, const struct phase_ask *n);

/* The newest safety score of a person since the phase began, as far as the actor sees it. ERR_NOT_FOUND: there is none. */
enum { SCORE_ENOUGH = 6 };             /* below it, "safe enough" asks for words. Source: DOMAIN 4.4 (0-10; a six passes) */
MUST_USE int newest_score(struct ctx *c, const struct case_file *f, const struct case_phase *now, struct id person, struct safety_score *out);

/* ERR_INVALID on its field: `why` says nothing (text_says); safe enough with a score below SCORE_ENOUGH, and `nevertheless` says nothing. */
struct judgement_new { struct id person; enum case_state towards; enum yes_no enough; const char *why, *nevertheless; };
DECLARE_RECORD(judgement_new);
MUST_USE int judgement_add(struct ctx *c, struct id household, const struct judgement_new *n);
/* The same for who has opened the case already. */
MUST_USE int judgement_add_in(struct ctx *c, const struct case_file *f, const struct judgement_new *n);

/* Something was written in that compartment of a household that is closed: who directs it and reads that looks whether it opens again. */
MUST_USE int phase_tell_written(struct ctx *c, const struct case_file *f, struct id compartment);

extern const struct query *const phase_queries[];
#endif
