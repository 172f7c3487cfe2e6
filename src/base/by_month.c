#include "by_month.h"
#include "say.h"

const char *month_of(struct ctx *c, struct date day)
{
  char iso[DATE_TEXT];
  date_format(day, iso);
  return arena_text(&c->arena, iso, sizeof "2026-11" - 1);
}

const char *count_shown(struct ctx *c, int32_t n) { return n >= COUNT_SHOWN_LEAST ? count_text(c, n) : tr(c, N_("fewer than 5")); }

const char *choice_said(struct ctx *c, const struct choices *all, const char *key)
{
  return tr(c, all->at[choice_find(all, key, strlen(key))].label);
}
