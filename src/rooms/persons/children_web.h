/* Pages of what is a child's own. */
#ifndef CHILDREN_WEB_H
#define CHILDREN_WEB_H
#include "children.h"
#include "persons_web.h"

struct access_line { const struct parent_access *access; const char *by; };
struct access_line_list { struct access_line *at; size_t count; };
struct child_view {
  const struct person *person;
  const char *name;
  struct child_wish_list wishes;
  const struct child_trust *trust;
  struct access_line_list accesses;
  bool may_write, adult;
};
void view_child(struct ctx *c, const struct child_view *v);

handler show_child, show_wish_new, add_wish, show_trust, save_trust, show_parent_access, add_parent_access;
#endif
