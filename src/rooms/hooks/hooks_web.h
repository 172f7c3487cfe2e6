#ifndef HOOKS_WEB_H
#define HOOKS_WEB_H
#include "hooks.h"
#include "web.h"

#define HOOKS_PATH "/werk/koppelingen"

extern const struct route hooks_routes[];
struct api_part;
extern const struct api_part hooks_api;

handler show_hooks, show_hook_new, add_hook, show_hook, test_hook, renew_hook_secret, end_hook_secret, hook_off, hook_on, remove_hook;

struct hooks_view { struct hook_list hooks; };
void view_hooks(struct ctx *c, const struct hooks_view *v);


/* Texts translated; when: the last try, else when it happened. */
struct hook_line { const char *when, *event, *answer, *next, *about; bool taken, waits; };
struct hook_line_list { struct hook_line *at; size_t count; };
struct hook_view {
  const struct hook *hook;
  const char *fresh;                 /* its new secret, shown once; NULL: none was made now */
  const char *off, *old_until;       /* since when it is off, until when an old secret signs; NULL: not */
  struct hook_line_list events;
};
void view_hook(struct ctx *c, const struct hook_view *v);
#endif
