/* An answer that tells of control or stalking counts as if it were written down in the dossier, whichever instrument asks: by the linkId of its question. */
#include "assessments.h"
#include "together.h"

static bool asks_control(const struct item *item) { return strcmp(item->link_id, "control") == 0 || strcmp(item->link_id, "stalking") == 0; }

/* Any answer that weighs more than nothing; "I do not know" weighs nothing. */
static bool says_so(const struct item *item, const struct answer *a)
{
  if (a->yes == YES) return true;
  for (size_t i = 0; i < item->option_count; i++) if (a->options >> i & 1 && item->options[i].score.known && item->options[i].score.n > 0) return true;
  return false;
}

static bool says_control(const struct assessment_file *f)
{
  for (size_t i = 0; i < f->definition.count; i++) if (f->answers.shown[i] && asks_control(&f->definition.items[i]) && says_so(&f->definition.items[i], &f->answers.at[i])) return true;
  return false;
}

bool assessment_tells_control(const struct assessment_file *f) { return case_part_counts(&f->row) && says_control(f); }

/* What one person struck out counts on, as in the dossier. */
int assessments_tell_control(struct ctx *c, struct id household, bool *told)
{
  struct case_file f;
  struct assessment_list all;
  TRY(case_open(c, household, &f));
  TRY(assessments_of(c, &f, &all));
  for (size_t i = 0; i < all.count && !*told; i++) {
    struct assessment_file one;
    TRY(assessment_read(c, all.at[i].id, &one));
    if (says_control(&one)) TRY(together_stands(c, &f, case_part_of(&one.row), told));
  }
  return OK;
}
