/* One request and its answer, without a socket: the server fills and sends it, tests may make one by hand.
 * Rooms do not look in here; web.h is their door. */
#ifndef REQUEST_H
#define REQUEST_H
#include "web.h"

enum { BODY_MOST = 1 << 20, HEADERS_MOST = 4, ANSWER_MOST = 8 << 20 };

struct header { const char *name, *value; };

enum stage { STAGE_DONE, STAGE_FAST, STAGE_DB, STAGE_SLOW, STAGE_WRITE, STAGE_LOG };

struct request {
  /* as it came; these texts outlive the request */
  const char *method;                /* "GET" */
  const char *target;                /* "/hulp?q=x", or with http://host in front */
  const char *host, *content_type, *fetch_site, *origin, *accept_encoding;      /* header values; NULL: not sent */
  const char *cookie, *authorization, *user_agent;
  struct buf body;
  struct posted_file file;           /* in the body */
  bool body_too_large;
  bool at_home;                      /* for /metrics: asked straight from this machine */
  bool ambiguous;                    /* its head can be read in two ways: it is refused, and the connection ends */

  /* as understood */
  bool head;
  enum method asked;                 /* GET also for HEAD */
  const char *path;                  /* decoded, without /en */
  const char *query;                 /* behind the '?', as it came; "" */
  const char *part;                  /* the :parameter, decoded; "" */
  const struct route *get, *post;    /* the rows of this path; NULL: it has none */
  const struct route *above;         /* what was posted to has no page of its own: the page above it, where its button stands; else NULL */
  const char *above_part;
  const struct route *route;         /* the row that answers */
  bool again;                        /* the GET row shows a posted form once more */
  bool conflict, merged;             /* because somebody else was first; the form was shown beside what is stored now */

  /* the door (door.h) */
  enum stage stage;                  /* what runs, or is to run next */
  bool passed;                       /* a reader let it in: the writer only looks whether that still holds */
  bool kept;                         /* a draft of this form is there, and goes with it */
  const char *token;                 /* of the session, as the cookie says; NULL: none, or a public row */
  const struct signed_in *who;       /* NULL: nobody was let in */
  struct id late;                    /* whose session this was, until it ended; ID_NONE: nobody's */
  int form_status, form_code;        /* what was wrong with what was posted, held back until the door is passed; 0: nothing */
  struct error form_error;
  bool keep;                         /* what was posted is to be kept as a draft, on the writer; then it goes to `to` */
  const char *to;
  bool typing;                       /* what is posted is not sent yet: it is kept while it is typed */
  bool drop;                         /* likewise, and what was kept is thrown away */
  bool touch;                        /* that the session is used is to be written down */
  bool logged;                       /* the lines of what was read are in the same commit as the answer */
  bool prepared;                     /* the row's slow part has run */

  /* the answer; its text is c->out, unless `bytes` points to something constant */
  bool answered;
  int status;
  const char *type;
  const unsigned char *bytes;
  size_t size;
  const char *encoding;              /* of `bytes`: "br"; NULL: plain */
  const char *cache;                 /* Cache-Control; NULL: the rule for this kind of answer */
  struct header headers[HEADERS_MOST];
  size_t header_count;

  /* an answer in parts (respond_parts): c->out holds the part at hand */
  more_parts *more;                  /* NULL: the answer is whole */
  void *more_of;
  struct arena part_arena;
  size_t part_sent;
  bool last_part;
  void (*part_read)(void *of, size_t bytes);       /* called as a part is begun: whoever reads has come this far; may be NULL */
  void *part_read_of;
};

/* Makes c->out the next part; false if there is none. c->out.failed: the answer broke off. */
bool request_next_part(struct ctx *c);
#endif
