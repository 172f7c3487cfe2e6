/* Somebody added a person, and elsewhere in the region there is a file with the same surname and birth date that they may not see.
 * Whoever added gets the same answer as ever. Who works with the file that was there gets a task, which tells neither where the
 * other file is nor who made it: that could tell a party's worker that the other party asked for help.
 *
 * The neutral route is the privacy officer: who belongs to no side and no household, reads no files, and knows only which
 * colleagues have to talk. A director would know both households' other parties, and may work for one of the two.
 *
 * Two sides of one household may each have a file about the same person: they are apart on purpose, so nobody is told. */
#ifndef POSSIBLE_DOUBLES_H
#define POSSIBLE_DOUBLES_H
#include "households.h"
#include "tasks.h"

/* One look-up by key where a name and a birth date are known, after the actor's own search for those that they may see (`seen`). Both
 * count as searches, so whoever tries out names is stopped as when searching. Nothing of what is found is in the answer. */
MUST_USE int possible_double_tell(struct ctx *c, const struct person *added, struct id household, const struct person_list *seen);

#define DOUBLE_ANSWERS(X) \
  X(DOUBLE_UNKNOWN, NULL,    N_("Unknown")) \
  X(DOUBLE_MAYBE,   "maybe", N_("It may be the same person: let the privacy officer bring us together")) \
  X(DOUBLE_NO,      "no",    N_("It is not: this name and birth date belong to somebody else as well"))
DECLARE_CHOICES(double_answer, DOUBLE_ANSWERS)
struct double_ask { enum double_answer answer; };
DECLARE_RECORD(double_ask);

/* Whether the actor has such a task about a person whom they may see. ERR_NOT_FOUND: they have none. */
MUST_USE int possible_double_asked(struct ctx *c, struct id person);
/* Answers it: the task is done, and on DOUBLE_MAYBE the privacy officer gets one. ERR_NOT_FOUND likewise. */
MUST_USE int possible_double_answer(struct ctx *c, struct id person, const struct double_ask *a);

/* For the privacy officer, who was asked about that person: for each file of that surname and birth date who works with it, the one
 * asked about first; nothing of whom it is about. ERR_NOT_FOUND: nobody asked. */
struct double_worker { const char *name, *mail, *organisation; };
struct double_file { struct double_worker *at; size_t count; };
struct double_file_list { struct double_file *at; size_t count; };
MUST_USE int possible_double_workers(struct ctx *c, struct id person, struct double_file_list *out);
#endif
