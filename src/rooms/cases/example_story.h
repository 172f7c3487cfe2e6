/* An example case while it is told: who is in it, whose turn it is to act and on which day. For the rooms that add to one (room.example): each
 * reads the members of the file that are its own. */
#ifndef EXAMPLE_STORY_H
#define EXAMPLE_STORY_H
#include "case_parts.h"
#include "synth.h"
#include <jansson.h>

enum { STORY_PERSONS_MOST = 16 };
struct action_new;
struct story_member { const char *key; struct id id, member; enum case_place side; };      /* key: in the file; member: as the household knows them */

struct story {
  struct ctx *c;
  const struct synth *s;               /* the colleagues who act */
  const json_t *json;                  /* the file; its texts live as long as it does */
  int64_t today;                       /* the real moment, UTC milliseconds */
  struct id household, side_a, side_b;
  struct story_member members[STORY_PERSONS_MOST];
  size_t member_count;
  struct id *actions;                  /* of the case, as in the file */
  int32_t phase_version;
};

/* NULL and 0: it is not there. */
const char *story_text(const json_t *of, const char *key);
int64_t story_number(const json_t *of, const char *key);
/* ERR_INVALID, with the place in the file as the error's field. */
MUST_USE int story_wrong(struct story *t, const char *where);

void story_as(struct story *t, const struct synth_actor *who);
/* "team", "shelter" or "director"; NULL: nobody of that name. */
const struct synth_actor *story_actor(const struct story *t, const char *called);
/* Who writes for one side is of that side; what concerns all is the director's. */
void story_at(struct story *t, enum case_place place);
enum case_place story_place(const json_t *of);
/* So many days before today; `step` milliseconds after that day's moment, so that what comes later stands later. */
void story_on(struct story *t, int64_t days, size_t step);

/* NULL: there is nobody of that key. */
struct story_member *story_member(struct story *t, const char *key);
/* As who writes at that place knows them: of the other side only what the household knows. Key NULL: nobody. ERR_INVALID: there is no such person. */
MUST_USE int story_person(struct story *t, const char *key, enum case_place at, struct id *out);
/* Every member of the object that is a field of the record, as if it had been typed; the rest is left alone. */
MUST_USE int story_fill(struct story *t, const struct record *rec, const json_t *j, void *row);
/* An action as the file tells it, into `n`, whose place is known. Its doer: "team", "shelter", "director", "person:KEY" or "somebody:NAME". */
MUST_USE int story_action(struct story *t, const json_t *j, struct action_new *n);
/* And how it ended: done, unless the file says otherwise. */
MUST_USE int story_action_end(struct story *t, const json_t *j, struct id action);
#endif
