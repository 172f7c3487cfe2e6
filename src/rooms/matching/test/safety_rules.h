/* The rules of safety among the shipped ones. */
#ifndef SAFETY_RULES_H
#define SAFETY_RULES_H

static const char *const safety_ids[] = { "danger-at-once-only", "control-together", "control-asked", "stalking-asked", "terror", "together-not-by-visitor",
  "together-not-wanted", "together-alone-first", "ban-together", "together-safe-first", "recovery-safe-first" };
enum { DATA_COPY_OF_CODE = 9 };                  /* the first of these are in the code as well */
#endif
