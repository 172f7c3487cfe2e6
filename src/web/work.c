#include "work.h"

DEFINE_CHOICES(work_group, WORK_GROUPS)

void work_add(struct work_line_list *to, const struct work_line *line)
{
  if (to->count < WORK_LINES_MOST) to->at[to->count++] = *line;
}
