/* A questionnaire that is filled in about one person of a household: the region's own assessment instrument, or another that it made ready. Each
 * keeps the version that it was begun with, so that answers keep their questions. A score weighs; what is concluded is in words.
 *
 * It lies where its writer chose, sealed with that compartment, under the rules of every part of a dossier (case_parts.h): found by its compartment,
 * struck out with a reason and never thrown away.
 * Source: DOMAIN 4.4 (one assessment instrument per region; safety of each member, again and again); Bouwstenen plegeraanbod 2021, quality
 * standards 4 and 6 (one instrument; always knowing how safe each member is). */
#ifndef ASSESSMENTS_H
#define ASSESSMENTS_H
#include "answers.h"
#include "case_parts.h"
#include "questionnaires.h"
#include "survey_page.h"

struct assessment {
  CASE_PART;                           /* about: whom; never nobody */
  struct id questionnaire;             /* that version: it does not change */
  const char *answers;                 /* QuestionnaireResponse */
  enum yes_no done;                    /* YES: finished; it does not change any more but for `struck` */
  struct num score, most;              /* of the whole, when it was finished; unknown: nothing that was answered has a score */
  const char *conclusion;
  struct id unfinished;                /* account that began it, whose work list it stands on; ID_NONE: finished or struck out */
};
DECLARE_RECORD(assessment);
extern const struct record assessment_head_record;         /* the same rows, of which only what and whom they are about is opened: for lists */

/* As one is begun. */
struct assessment_new { const char *questionnaire; struct id about; struct date day; enum case_place place; };      /* questionnaire: its name */
DECLARE_RECORD(assessment_new);
/* As one is finished: what all pages were when it was seen, and what is concluded. */
struct assessment_end { const char *seen, *conclusion; };
DECLARE_RECORD(assessment_end);
struct assessment_out { const char *struck; };
DECLARE_RECORD(assessment_out);

static inline bool assessment_open(const struct assessment *a) { return a->done != YES && case_part_counts(a); }

/* One with what it is of. Not to be moved: answers point to the definition. */
struct assessment_file {
  struct assessment row;
  struct case_file home;
  struct definition definition;
  struct answers answers;              /* shown is set */
};

/* Which ones may be begun: those about a person that are ready. By title. */
MUST_USE int assessment_kinds(struct ctx *c, struct questionnaire_line_list *out);
/* ERR_INVALID on a field: no such questionnaire; as a part's (case_part_add). */
MUST_USE int assessment_begin(struct ctx *c, struct id household, const struct assessment_new *n, struct id *out);
/* ERR_NOT_FOUND: not there, or not the actor's to see. */
MUST_USE int assessment_read(struct ctx *c, struct id id, struct assessment_file *out);
/* Sets and keeps a page, in the transaction that read it. ERR_INVALID: see page_take; a secret address in what all read; it is finished; control that was
 * kept before would be taken back. */
MUST_USE int assessment_keep(struct ctx *c, struct assessment_file *f, const struct survey_part *part, const struct page_form *form);
/* What of a page that was posted could not be kept, and why; the rest is set in f->answers. */
MUST_USE int assessment_again(struct ctx *c, struct assessment_file *f, const struct survey_part *part, const char *posted, struct wrong_answer_list *wrong);
/* Computes the scores. ERR_INVALID: a question that must be answered is not; no conclusion; answers changed since they were seen. */
MUST_USE int assessment_finish(struct ctx *c, struct assessment_file *f, const struct assessment_end *e);
/* ERR_INVALID on "struck": no reason. ERR_CONFLICT: it changed since `version`. */
MUST_USE int assessment_strike(struct ctx *c, struct id id, int32_t version, const char *why);

/* All that the actor may see of a household: unfinished ones first, then the newest day. Also what was struck out. */
MUST_USE int assessments_of(struct ctx *c, const struct case_file *f, struct assessment_list *out);
/* Those that the actor began and that are not finished, at most `most`, in no order that means anything: what and whom they are about. */
MUST_USE int assessments_unfinished(struct ctx *c, size_t most, struct assessment_list *out);
/* The room's `still_open`: nothing closes over a questionnaire that nobody finished or struck out. */
MUST_USE int assessments_still_open(struct ctx *c, struct id household, const char **what);
/* Finished ones of the same questionnaire, of any version, about the same person, from before this one, newest first; what was struck out left away. */
enum { EARLIER_MOST = 3 };
struct assessment_files { struct assessment_file **at; size_t count; };
MUST_USE int assessments_before(struct ctx *c, const struct assessment_file *f, struct assessment_files *out);

/* The room's `tells_control`. Source: Bouwstenen plegeraanbod 2021, Inleiding (control anywhere rules out talks together). */
/* Whether an answer that counts tells of control or stalking: linkId "control" or "stalking", a yes or an option that scores. */
bool assessment_tells_control(const struct assessment_file *f);
/* Which questions say so now: of each in f->definition. In c->arena. */
const bool *assessment_control_told(struct ctx *c, const struct assessment_file *f);
/* A yes that was kept stays, also while the questionnaire is being filled in: what keeps two people apart is not taken away by another answer. ERR_INVALID:
 * a question that said so before (`told`) does not any more. */
MUST_USE int assessment_control_stays(struct ctx *c, const struct assessment_file *f, const bool *told);
MUST_USE int assessments_tell_control(struct ctx *c, struct id household, bool *told);

extern const struct query *const assessment_queries[];
#endif
