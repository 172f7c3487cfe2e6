/* Where in the HTML a template stands: decides how output is escaped, and where none may be. */
#ifndef TMPLC_PLACE_H
#define TMPLC_PLACE_H
#include <stdbool.h>

enum place_kind {
  IN_TEXT,
  IN_TAG_NAME,
  IN_TAG,             /* between attributes, where a name may begin */
  IN_TAG_EDGE,        /* in a tag, after something that a space, "/" or ">" must follow */
  IN_ATTR_NAME,
  BEFORE_VALUE,
  IN_VALUE,
  IN_COMMENT,
  IN_SCRIPT           /* between <script src> and </script>: must stay empty */
};

/* Names are folded to lower case and cut off: longer than any that we look for. */
struct place {
  enum place_kind kind;
  char tag[16], attr[32];
  char quote;                    /* of the value */
  bool value_start;              /* nothing of the value is written yet */
  bool verbatim;                 /* inside <pre> or <textarea>: white space counts */
  char scheme[16];               /* the first characters of a URL, to see "javascript:" */
  unsigned matched;              /* of "-->" or "</script>" */
};

/* One character of HTML moves us on. All of these return NULL, or what is wrong. */
const char *place_walk(struct place *w, char ch);
/* A directive other than output begins here. */
const char *place_pause(struct place *w);
/* Output begins here: *verb is the macro of html.h that escapes it. */
const char *place_verb(const struct place *w, const char **verb);

/* Two branches may end in these two places. */
bool place_same(const struct place *a, const struct place *b);
/* What holds after a block of which some path ends at `other`: the stricter of both. */
void place_merge(struct place *w, const struct place *other);
/* White space at this place (before it is walked over) means no more than one space or line end. */
bool place_collapses(const struct place *w);
#endif
