/* The views of the web layer: the frame of every page, errors, form fields. */
#ifndef VIEWS_H
#define VIEWS_H
#include "view.h"

struct link_to_list { const struct link_to *at; size_t count; };

struct work_link_list { const struct work_link *at; size_t count; };

/* The frame of pages for people who work with it. */
struct work_frame {
  const struct signed_in *who;       /* NULL, or half signed in: no menu, no name */
  const char *role;                  /* msgid */
  struct link_to_list menu;
  const char *sign_out;              /* the token of its form; NULL: no button */
  const char *done;                  /* msgid: what was done on the page before; NULL: nothing */
};

struct layout {
  const struct work_frame *work;     /* NULL: a page for everybody */
  const struct page *page;
  const char *lang, *site_name, *home, *exit_url;
  const char *assets;                /* the folder's URL, with a slash at the end */
  const char *theme;                 /* URL of the municipality's tokens; NULL: none */
  const char *other_lang_url;
  bool again;                        /* a form that came back: the title says so first */
  struct link_to_list menu, footer;
};
static inline bool page_is_current(const struct page *p, const char *path) { return p->current && strcmp(p->current, path) == 0; }
void view_layout_top(struct ctx *c, const struct layout *v);
void view_layout_bottom(struct ctx *c, const struct layout *v);

struct error_page { int status; const char *title, *text; bool retry, work; };      /* msgids; work: for somebody who works with it */
void view_error(struct ctx *c, const struct error_page *v);

enum field_face { FACE_INPUT, FACE_AREA, FACE_SELECT, FACE_ONE, FACE_SOME, FACE_PICTURE };
struct choice_view { const char *value, *label, *id; bool chosen; };           /* label: msgid */
struct choice_view_list { struct choice_view *at; size_t count; };
struct field_view {
  enum field_face face;
  const char *name, *label, *help, *wrong;                         /* the last three msgids; NULL: none */
  const char *value, *type, *input_mode;
  const char *stored;                /* what somebody else stored meanwhile; NULL: the same */
  const char *described;             /* ids of help and message; NULL: none */
  bool required, asked;              /* asked: there is also "I do not know"; no box ticked is no answer */
  struct choice_view_list choices;
};
struct field_view_list { struct field_view *at; size_t count; };
void view_form_fields(struct ctx *c, const struct field_view_list *v);

struct crumb { const char *path, *label; };
struct crumb_list { struct crumb *at; size_t count; };
struct trail { const char *here; struct crumb_list above; };
void view_trail(struct ctx *c, const struct trail *v);
static inline bool is_question(const char *label) { const size_t n = strlen(label); return n && label[n - 1] == '?'; }
void view_form_errors(struct ctx *c, const struct error_line_list *v);
void view_form_kept(struct ctx *c, const char *drop);
void view_form_conflict(struct ctx *c);
void view_form_version(struct ctx *c, int64_t version);
void view_form_token(struct ctx *c, const char *token);
#endif
