/* The questionnaires of a region: those that come with the program, and the region's own versions of them. What was sent never changes
 * again: a new version is another row, and earlier answers keep their questions.
 * Source: DOMAIN 4.6; Bouwstenen plegeraanbod 2021 (self-scan, account holders), Fontys 2023 (hand-over). */
#ifndef QUESTIONNAIRES_H
#define QUESTIONNAIRES_H
#include "db.h"
#include "definition.h"
#include "definition_edit.h"

#define QUESTIONNAIRE_STATES(X) \
  X(QUESTIONNAIRE_STATE_UNKNOWN, NULL, N_("Unknown")) \
  X(QUESTIONNAIRE_DRAFT, "draft", N_("Draft")) \
  X(QUESTIONNAIRE_READY, "ready", N_("Ready to be sent"))
DECLARE_CHOICES(questionnaire_state, QUESTIONNAIRE_STATES)

struct questionnaire {
  struct id id;
  int32_t version;
  const char *region;                  /* slug */
  const char *name;                    /* the definition's: the same in every version and region, so that years and regions compare */
  const char *title;                   /* in Dutch */
  const char *edition;                 /* the definition's version: "2026-1" as it came with the program, "2026-11-23" as the region made it */
  enum questionnaire_state state;
  enum yes_no about_person;            /* the definition's, so that lists need not read it; unknown: no */
  const char *json;                    /* FHIR R4 */
  struct id made_by;                   /* account; ID_NONE: it came with the program */
  struct instant ready;                /* since then it does not change */
};
DECLARE_RECORD(questionnaire);
extern const struct record questionnaire_head_record;      /* the same rows without their JSON, for lists */

/* What there is to choose from: newest versions that are ready, the region's own before the one that came with the program. */
struct questionnaire_line {
  const char *name, *title;            /* title in the reader's language */
  struct id id;                        /* ID_NONE: as it comes with the program */
  const char *edition;
  struct id draft;                     /* that of a next version; ID_NONE: there is none */
  bool ready, about_person;            /* ready: there is more than a draft */
};
struct questionnaire_line_list { struct questionnaire_line *at; size_t count; };

/* By title. */
MUST_USE int questionnaires_of_region(struct ctx *c, struct questionnaire_line_list *out);
/* One that came with the program, in c->arena. ERR_NOT_FOUND. */
MUST_USE int questionnaire_shipped(struct ctx *c, const char *name, const char **json);
/* ERR_NOT_FOUND: of another region. */
MUST_USE int questionnaire_get(struct ctx *c, struct id id, struct questionnaire *out);
/* The newest version of that name that is ready; one that came with the program is stored first. In a transaction. ERR_NOT_FOUND. */
MUST_USE int questionnaire_newest(struct ctx *c, const char *name, struct questionnaire *out);
/* Its questions, which may live as long as the connection: not to be changed. ERR_INVALID: a later program may refuse what an earlier one stored; the message says what. */
MUST_USE int questionnaire_definition(struct ctx *c, const struct questionnaire *q, struct definition *out);

/* --- writing one ------------------------------------------------------------------------------------------------------- */

/* As it is begun: a copy of what there is of that name, a file, or an empty one under a new name. */
struct questionnaire_form { const char *from, *title, *json; };
DECLARE_RECORD(questionnaire_form);

/* A draft of a next version of `from`; there already: that one. Of `json`: a draft of what it says. Of neither: of one question to begin
 * with, under `title`. ERR_INVALID on its field. */
MUST_USE int questionnaire_begin(struct ctx *c, const struct questionnaire_form *f, struct id *out);
/* Changes of a draft. ERR_INVALID: it is ready, or would be no questionnaire any more; the field is that of the form. Of a question also: somebody
 * else changed it since its form was `seen`. */
MUST_USE int questionnaire_put_item(struct ctx *c, struct id id, const struct item_form *f);
MUST_USE int questionnaire_move_item(struct ctx *c, struct id id, const char *link_id, enum item_move move);
MUST_USE int questionnaire_put_head(struct ctx *c, struct id id, const struct head_form *f);
/* A draft of a next version of the questionnaire `from`, the one that is there if there is one, with those criteria in it. */
MUST_USE int questionnaire_with_criteria(struct ctx *c, const char *from, const struct criteria *k, struct id *out);
/* From now on it can be sent, and does not change. */
MUST_USE int questionnaire_make_ready(struct ctx *c, struct id id);
MUST_USE int questionnaire_drop_draft(struct ctx *c, struct id id);

/* --- what is stored ------------------------------------------------------------------------------------------------------ */

/* Without their JSON, the newest first. */
MUST_USE int questionnaires_stored(struct ctx *c, struct questionnaire_list *out);
MUST_USE int questionnaires_named(struct ctx *c, const char *name, struct questionnaire_list *out);
extern const struct query *const questionnaire_queries[];
#endif
