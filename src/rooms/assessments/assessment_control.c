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

static bool says_at(const struct assessment_file *f, size_t i)
{
  return f->answers.shown[i] && asks_control(&f->definition.items[i]) && says_so(&f->definition.items[i], &f->answers.at[i]);
}

static bool says_control(const struct assessment_file *f)
{
  for (size_t i = 0; i < f->definition.count; i++) if (says_at(f, i)) return true;
  return false;
}

const bool *assessment_control_told(struct ctx *c, const struct assessment_file *f)
{
  bool *const told = arena_new(&c->arena, bool, f->definition.count + 1);
  for (size_t i = 0; i < f->definition.count; i++) told[i] = says_at(f, i);
  return told;
}

int assessment_control_stays(struct ctx *c, const struct assessment_file *f, const bool *told)
{
  for (size_t i = 0; i < f->definition.count; i++) {
    if (!told[i] || says_at(f, i)) continue;
    return fail(c, ERR_INVALID, NULL, N_("Control or stalking was answered here before, and keeps two people apart. Another answer does not take that away. Was it wrong? "
      "Strike this questionnaire out with the reason, and begin anew."));
  }
  return OK;
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
