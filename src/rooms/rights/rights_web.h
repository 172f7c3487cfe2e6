/* The pages of this room. Titles say nothing about anybody: they stand in a browser's history. */
#ifndef RIGHTS_WEB_H
#define RIGHTS_WEB_H
#include "copies.h"
#include "views.h"
#include "web.h"
#include "work.h"

#define RIGHTS_PATH     "/werk/rechten"
#define RIGHTS_OF       "/werk/personen"
#define RIGHTS_FG_PATH  "/fg/rechten"
#define ONE_RIGHT       RIGHTS_PATH "/:right"

extern const struct route rights_routes[];

/* --- of a person ------------------------------------------------------------------------------------------- */

struct right_line { const struct right *right; const char *left; bool late, mine, limited; };
struct right_line_list { struct right_line *at; size_t count; };
struct person_rights_view { struct id person; const char *name; struct right_line_list rows; bool may_write, minor; const char *about; struct right_ask ask; struct field_list list; };
void view_person_rights(struct ctx *c, const struct person_rights_view *v);

/* --- one request ---------------------------------------------------------------------------------------------- */

struct right_fact { const char *label, *text; };                     /* label: msgid; text NULL: unknown */
struct right_fact_list { struct right_fact *at; size_t count; };
struct safe_way { const char *text; bool safe, secret; };            /* secret: for somebody in the household, or nobody knows */
struct safe_way_list { struct safe_way *at; size_t count; };
struct given_line { const char *when, *who; int64_t count; const char *digest; };
struct given_line_list { struct given_line *at; size_t count; };
struct letter_link { const char *kind, *label; };                    /* label: msgid */
struct letter_link_list { struct letter_link *at; size_t count; };
struct one_right_view {
  const struct right *r;
  const char *name, *path, *left, *who_checks;                       /* path: of this page, in the reader's language */
  struct right_fact_list facts;
  struct safe_way_list ways;
  struct given_line_list given;
  struct letter_link_list letters;
  size_t undecided, left_out, items;
  bool may_write, late, decided_self, ready, limited, under_way, again, orphan, mine, others;      /* others: somebody else could agree */
};
void view_one_right(struct ctx *c, const struct one_right_view *v);

/* --- item by item ----------------------------------------------------------------------------------------------- */

struct items_form { const char *geef; struct num pagina; };
DECLARE_RECORD(items_form);
struct items_ask { struct num pagina; };
DECLARE_RECORD(items_ask);
struct part_ask { const char *deel; };
DECLARE_RECORD(part_ask);

struct item_line { const char *key, *title, *place, *when, *who, *path; const struct rights_decision *decision; struct item_text_list texts; };
struct item_line_list { struct item_line *at; size_t count; };
struct items_view { const struct right *r; const char *name, *path; struct item_line_list rows; size_t count, undecided, page, pages; bool may_write, may_change; };
void view_right_items(struct ctx *c, const struct items_view *v);
struct one_item_view { const struct right *r; const char *name, *path, *back; struct item_line line; struct item_decide now; bool parent; };
void view_right_item(struct ctx *c, const struct one_item_view *v);

/* --- printed ------------------------------------------------------------------------------------------------------- */

struct copy_view { const struct right *r; const struct copy *copy; bool given, same, print; const char *given_on, *organisation; };
void view_right_complain(struct ctx *c);
void view_right_copy(struct ctx *c, const struct copy_view *v);

#define RIGHT_LETTERS(X) \
  X(LETTER_UNKNOWN, NULL,               N_("Unknown")) \
  X(LETTER_RECEIPT,     "ontvangst",    N_("We received it")) \
  X(LETTER_EXTENSION,   "langer",       N_("It takes longer")) \
  X(LETTER_COPY,        "kopie",        N_("With the copy")) \
  X(LETTER_REFUSAL,     "weigering",    N_("No copy")) \
  X(LETTER_OBJECTION,   "bezwaar",      N_("Decision on the objection")) \
  X(LETTER_DESTRUCTION, "vernietiging", N_("Decision on destroying the file")) \
  X(LETTER_RECTIFY,     "verbetering",  N_("Decision on putting something right"))
DECLARE_CHOICES(right_letter, RIGHT_LETTERS)
struct letter_ask { enum right_letter soort; };
DECLARE_RECORD(letter_ask);
struct right_letter_view { const struct right *r; enum right_letter kind; const char *to, *organisation; struct date due; bool granted; };
void view_right_letter(struct ctx *c, const struct right_letter_view *v);

/* --- for the privacy officer ------------------------------------------------------------------------------------------ */

struct clock_line { const struct right_clock *clock; const char *organisation, *left; bool late; };
struct clock_line_list { struct clock_line *at; size_t count; };
struct rights_fg_view { struct clock_line_list rows; size_t late; };
void view_rights_fg(struct ctx *c, const struct rights_fg_view *v);

handler show_person_rights, ask_right, show_right, show_right_details, send_right_details, show_right_extend, send_right_extend, show_right_decide, send_right_decide,
        show_right_return, send_right_return, withdraw_right, take_right, again_right, agree_right;
handler show_right_items, give_right_items, show_right_item, send_right_item, finish_right_copy, give_right_copy, print_right_copy, right_copy_json;
handler print_right_letter, show_rights_fg;
/* On the work list: what one handles, what waits for a second person, what nobody handles any more. */
MUST_USE int rights_work(struct ctx *c, struct work_line_list *to);

/* What every page of a request begins with. */
MUST_USE int right_of_path(struct ctx *c, struct right *out);
/* "12 days left", "3 days late". */
const char *right_left(struct ctx *c, const struct right_clock *k);
static inline bool right_is_late(const struct ctx *c, const struct right_clock *k) { return !date_known(k->closed) && date_before(k->due, c->today); }
/* The page of a request, in the reader's language. */
const char *right_path(struct ctx *c, struct id id, const char *rest);
#endif
