/* A page for work with one form: what it is about, what is asked, and the way back. */
#ifndef FORM_PAGE_H
#define FORM_PAGE_H
#include "web.h"

struct form_page {
  const char *title, *path, *token_path, *back, *back_label;    /* translated; path in the reader's language */
  const char *note, *button;           /* translated; note NULL: none */
  const struct record *rec;            /* NULL: nothing is asked but whether */
  const void *row;                     /* what stands in it; NULL: blank */
  const char *before;                  /* the first field that is not asked; NULL: all are */
  const struct field_list *lists;
  size_t list_count;
  int32_t version;                     /* of what is changed, where `rec` has none of its own; 0: nothing is */
};
void view_form_page(struct ctx *c, const struct form_page *v);
/* Answers with that page; `current`: its place in the menu. */
MUST_USE int form_page(struct ctx *c, const struct form_page *v, const char *current);
#endif
