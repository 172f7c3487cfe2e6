/* Pages of relations: the genogram with its tables, and the forms. */
#ifndef RELATIONS_WEB_H
#define RELATIONS_WEB_H
#include "persons_web.h"
#include "relations.h"

struct genogram_mark { const struct kin *kin; struct genogram_spot spot; const char *name, *born; };         /* name: cut to what fits; born: translated; NULL: unknown */
struct genogram_mark_list { struct genogram_mark *at; size_t count; };
struct relation_line { const struct kin_relation *relation; const struct kin *one, *other; const char *readers; };           /* readers: translated */
struct relation_line_list { struct relation_line *at; size_t count; };
struct genogram_view {
  const struct household *household;
  const struct genogram *drawing;
  struct genogram_mark_list marks;
  struct relation_line_list relations;
  size_t left_out;                     /* persons for whom there was no room */
  bool may_write, any_house;
};
void view_genogram(struct ctx *c, const struct genogram_view *v);

handler show_genogram, show_relation_new, add_relation, show_relation, change_relation, drop_relation;
#endif
