/* What a room's web file stands on: its table of routes, and the few ways to answer.
 *
 * Before the handler runs the router has found the row, the door has let in who asks and seen that they may, the accepted
 * fields are read into c->form, and the database is open if the row's cost says so. Handlers return OK after they wrote an
 * answer, or an error code, which dispatch turns into the right page (HTML) or problem document (ROUTE_DATA,
 * and unknown paths under /api and /hsds). */
#ifndef WEB_H
#define WEB_H
#include "form.h"
#include "sessions.h"

enum method { GET, POST };
/* FAST: from memory, on the event loop; public rows only. DB: reads in a worker, one read transaction. SLOW: in a worker, no
 * database. WRITE: on the writer, in a savepoint of the next commit; answered once that commit is durable. */
enum cost { FAST, DB, SLOW, WRITE };

typedef int handler(struct ctx *c);

struct route {
  enum method method;
  const char *path;                  /* "/hulp/:slug": one part may be a parameter. English pages: the same under /en */
  enum action needs;                 /* what one must be allowed (permissions.h); a row without it does not start */
  enum cost cost;
  const struct record *accepts;      /* the query's (GET) or the form's (POST) fields; NULL: none */
  handler *handle;
  unsigned flags;                    /* ROUTE_… */
  handler *prepare;                  /* NULL, or what is slow (Argon2, another server): runs first, in a slow worker with a connection that
                                      * reads outside a transaction; then `handle` runs as its cost says. They share c->prepared. */
};
/* A link in the menu or the footer of every page. */
struct link_to { const char *path, *label; };                      /* label: msgid */
/* A link in the menu of signed-in pages, for those who may what it needs. */
struct work_link { const char *path, *label; enum action needs; };

enum { ROUTE_NL_EN = 1,              /* a page: also served under /en */
       ROUTE_DATA = 2,               /* answers JSON: errors as problem documents; public rows: CORS for reading by anybody. Programs send a key */
       ROUTE_FRESH = 4,              /* a dangerous act: whoever has not proved who they are for ten minutes is asked to, and comes back */
       ROUTE_DOOR = 8,               /* a page of signing in: for anybody, but knows the session of this browser if it has one */
       ROUTE_CHAT = 16 };            /* a public page of a talk: knows the cookie of that talk (chat_cookie), and no other */

/* Who is signed in; NULL on public pages, and at the door for whoever is not. Signed-in pages are never FAST, are sent only
 * after the journal lines of what they read are durable, and answer what one may not do exactly like what does not exist.
 * A public row without ROUTE_DOOR never sees the cookie. */
const struct signed_in *who(const struct ctx *c);

/* Where the door sends those who may not come in yet; "?terug=" and the page they asked for hang behind it. */
#define SIGN_IN_PATH  "/inloggen"              /* nobody is signed in */
#define CODE_PATH     "/inloggen/code"         /* the password was right, the second factor is still to come (MAY_SIGN_IN) */
#define POST_PATH     "/inloggen/werkplek"     /* several posts, none chosen (MAY_SIGN_IN) */
#define AGAIN_PATH    "/inloggen/opnieuw"      /* ROUTE_FRESH: proves both again (MAY_OWN) */
#define SIGN_OUT_PATH "/uitloggen"             /* POST; the frame of signed-in pages has its button (MAY_SIGN_IN) */
#define OWN_PATH      "/werk/eigen"            /* the own account */
#define WORK_PATH     "/werk"                  /* the first page after signing in */

/* Where `terug` leads if it is a path of this site; else WORK_PATH. */
const char *return_path(const char *terug);
/* "/inloggen?terug=%2Fwerk": `path` with the way back behind it. In c->arena. */
const char *path_with_return(struct ctx *c, const char *path, const char *terug);

/* Gives this browser the token of its session, and takes it away. Rows that need somebody, or have ROUTE_DOOR, only: ERR_STORE. */
MUST_USE int session_cookie_set(struct ctx *c, const char *token);
MUST_USE int session_cookie_clear(struct ctx *c);

/* What the cookie of this browser's talk holds, SESSION_TOKEN_TEXT - 1 characters; NULL: there is none. It stands under `path`, in both
 * languages, until the browser is closed, and is sent by this site's own pages only. `path`: a literal. Rows with ROUTE_CHAT only: others
 * find none, and setting it is ERR_STORE. */
const char *chat_cookie(struct ctx *c);
MUST_USE int chat_cookie_set(struct ctx *c, const char *path, const char *token);
MUST_USE int chat_cookie_clear(struct ctx *c, const char *path);

/* GET: bad or unknown parameters do not stop the handler; it finds them in c->form (form_wrong, form_unknown) and shows
 * them. POST: if a field is wrong, or the handler returns ERR_INVALID (of a field, if the error names one), the GET row of
 * the same path answers with status 422, the form as it was typed, and the messages on the fields. Every POST form but those of ROUTE_DATA rows
 * holds form_token(c); without it, or from another site, the form comes back in the same way. */

/* The :parameter of the path, decoded; "" if the row has none. */
const char *path_part(const struct ctx *c);
/* Likewise, as an id. ERR_NOT_FOUND for what is none, in the words for what is not there. */
MUST_USE int path_id(struct ctx *c, struct id *out);
/* The path in the reader's language: "/hulp" or "/en/hulp". In c->arena. */
const char *local_path(struct ctx *c, const char *path);
/* "before/id" and what follows it (NULL: nothing), in the reader's language. In c->arena. */
const char *path_of_id(struct ctx *c, const char *before, struct id id, const char *rest);
/* What the form of this path takes (the POST row's `accepts`), for handlers that serve several kinds; NULL: it has none. Its path, as the table has it. */
const struct record *form_record(const struct ctx *c);
const char *form_path(const struct ctx *c);
/* The query string as it came, without '?'; "" if none. */
const char *query_text(const struct ctx *c);
/* The address of an embedded file: asset_url(c, "icons.svg"). In c->arena. */
const char *asset_url(struct ctx *c, const char *name);
/* https://host/path as the visitor knows this site (config public-url, else the Host header, checked). In c->arena. */
const char *absolute_url(struct ctx *c, const char *path);

/* Where the page lies: paths as links have them and their labels, at most TRAIL_MOST pairs from the top, then NULL. */
enum { TRAIL_MOST = 4 };
void frag_trail(struct ctx *c, const char *here, ...) __attribute__((sentinel));

/* A bar of a chart, filled for so many of a thousand. The number stands beside it as text: a bar alone says nothing to who cannot see it. */
void frag_bar(struct ctx *c, int64_t per_mille);

/* What social media show where somebody passes a page on: neutral, as titles are. Whole addresses. */
struct share { const char *title, *picture, *url; };

/* A page: page_begin, the view, page_end. Titles are neutral: they stand in somebody's browser history. */
struct page {
  const char *title;                 /* already translated or data */
  const char *current;               /* path of the menu item that is lit; may be NULL */
  const char *other_lang;            /* this page's path (and query) without /en, for the language switch; NULL: the home page */
  int status;                        /* 0: 200 */
  bool plain;                        /* without menu and footer: prints */
  bool noindex;
  const struct share *share;         /* NULL: nothing is said of it */
  bool work;                         /* in the frame for people who work with it; always so where somebody is signed in */
  const char *exit;                  /* "Leave this site" goes by this path, which tidies up first and sends on; NULL: straight away */
  const char *refresh;               /* without script the page goes on to this path by itself; NULL: it stays */
};
void page_begin(struct ctx *c, const struct page *p);
MUST_USE int page_end(struct ctx *c, const struct page *p);

/* The file that came with a form whose record has a PICTURE field; size 0: none. Its bytes live as long as the request. Such a form
 * is sent as multipart/form-data (the view says enctype), and comes back without the file. */
struct posted_file { const unsigned char *bytes; size_t size; };
struct posted_file posted_file(const struct ctx *c);

/* What a program posted to a ROUTE_DATA row, as JSON: a whole row, or a change of the row that `row` holds (json.h). Such a row's
 * `accepts` says for the description of the interface what it takes; c->form stays empty. ERR_INVALID names the member. */
MUST_USE int posted_row_(struct ctx *c, const struct record *rec, void *row);
#define posted_row(c, T, row) posted_row_((c), &T##_record, ROW_OF_(T, row))
MUST_USE int posted_change_(struct ctx *c, const struct record *rec, void *row);
#define posted_change(c, T, row) posted_change_((c), &T##_record, ROW_OF_(T, row))
/* Likewise something new as a form would ask it, and what is done to a stored row that is of another record, with the row's version (json.h). */
MUST_USE int posted_new_(struct ctx *c, const struct record *rec, void *row);
#define posted_new(c, T, row) posted_new_((c), &T##_record, ROW_OF_(T, row))
MUST_USE int posted_act_(struct ctx *c, const struct record *rec, int32_t *version, void *row);
#define posted_act(c, T, version, row) posted_act_((c), &T##_record, (version), ROW_OF_(T, row))
/* What a program asked in the query: ERR_INVALID names the first parameter that is not known or wrong. People get the page, and read it there. */
MUST_USE int query_good(struct ctx *c);

/* Sends the reader on with 303. */
MUST_USE int redirect(struct ctx *c, const char *path);
/* Likewise to where "Leave this site" leads. */
MUST_USE int redirect_away(struct ctx *c);
/* Likewise, and the page there says once what was done. `done`: "opgeslagen", "toegevoegd", "verwijderd", "beeindigd", "verstuurd", "bevestigd",
 * "gevraagd", "overname", "opdracht", "goedgekeurd", "afgewezen", "afgerond", "geroepen", "gestopt", "geendagen", "ingelogd", "uitgelogd" (frame.c has their texts). */
MUST_USE int redirect_done(struct ctx *c, const char *path, const char *done);
/* Answers with c->out as it stands. `type` as in Content-Type. */
MUST_USE int respond(struct ctx *c, int status, const char *type);
/* Answers in parts, for what is larger than one answer may hold. `more` writes the next part, some tens of kilobytes, at
 * the end of c->out, and says whether another follows. It runs on the event loop after the handler: quickly, without a
 * database. c->arena and `of` live until the last part is sent; what `more` itself takes from c->arena, until the next.
 * ERR_BUSY: as many as may be are being read already. */
typedef bool more_parts(struct ctx *c, void *of);
MUST_USE int respond_parts(struct ctx *c, int status, const char *type, more_parts *more, void *of);
/* Adds a header to the answer. `name` must be a literal; `value` lives until the answer is made. At most 4. */
void respond_header(struct ctx *c, const char *name, const char *value);
#endif
