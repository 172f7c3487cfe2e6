/* The pages of keeping the map true: what the handlers hand to the views. */
#ifndef UPKEEP_WEB_H
#define UPKEEP_WEB_H
#include "doubles.h"
#include "faces.h"
#include "history.h"
#include "html.h"
#include "mergers.h"
#include "offer_words.h"
#include "questions.h"
#include "review.h"
#include "web.h"

#define MAP_PATH           "/werk/aanbod"
#define FUNDING_PATH       "/werk/geld"
#define REVIEW_PATH        "/werk/aanbod-nakijken"
#define DOUBLES_PATH       "/werk/aanbod-dubbel"
#define JOINED_PATH        "/werk/aanbod-samengevoegd"
#define ORGANISATIONS_OF_MAP_PATH "/werk/organisaties"
#define MERGED_PATH        "/werk/organisaties-samengegaan"

/* Sections that are changed on a page of their own as they are declared. */
#define CHANGED_SECTIONS(X) X(WHAT) X(START) X(HOW) X(WHOM) X(PROOF) X(EXTRA) X(SOURCE) X(TERMS)
#define SECTION_HANDLERS_(S) handler show_section_##S, send_section_##S;
CHANGED_SECTIONS(SECTION_HANDLERS_)

handler show_map;                                                                   /* map_web.c */
handler show_kept, show_offer_new, add_offer, send_confirm, send_called;            /* kept_web.c */
handler show_where, send_where, show_numbers, send_numbers, show_givers, send_givers;      /* section_web.c */
handler show_contacts, show_contact_line, send_contact_line, show_place_line, send_place_line;      /* contact_web.c */
handler show_fundings, add_funding, show_funding, send_funding, remove_funding;     /* funding_web.c */
handler show_face, make_face, send_face, remove_face;                                 /* face_web.c */
handler show_history, undo_change;                                                  /* history_web.c */
handler show_review, show_review_item, send_review_item;                            /* review_web.c */
handler show_doubles, show_double, send_double, undo_join;                          /* doubles_web.c */
handler show_map_organisations, show_map_organisation, send_merger, undo_merger;    /* mergers_web.c */
handler show_asked, send_asked;                                                     /* asked_web.c */
extern const struct route upkeep_routes[];
/* Fills the demonstration (upkeep_demo.c). */
MUST_USE int upkeep_demo(struct ctx *c);

/* --- the list: map_web.c ---------------------------------------------------------------- */

#define TICKS(X) X(TICK_NO, NULL, N_("No")) X(TICK_YES, "ja", N_("Yes"))
DECLARE_CHOICES(tick, TICKS)

#define MAP_FRESHNESS(X) \
  X(MAP_FRESH_ANY, NULL,        N_("Unknown")) \
  X(MAP_FRESH,     "bevestigd", N_("Confirmed")) \
  X(MAP_STALE,     "verlopen",  N_("Not confirmed any more")) \
  X(MAP_NEVER,     "nooit",     N_("Never confirmed"))
DECLARE_CHOICES(map_freshness, MAP_FRESHNESS)

#define MAP_ORDERS(X) \
  X(MAP_BY_NAME,     NULL,         N_("Name")) \
  X(MAP_BY_PROVIDER, "aanbieder",  N_("Provider")) \
  X(MAP_BY_CHECKED,  "bevestigd",  N_("Longest not confirmed")) \
  X(MAP_BY_CHANGED,  "gewijzigd",  N_("Changed last"))
DECLARE_CHOICES(map_order, MAP_ORDERS)

/* The query of the list, named as the address spells it. */
struct map_search {
  const char *q;
  enum offer_status status;
  enum offer_kind soort;
  enum offer_ground grond;
  enum focus focus;
  enum recognition erkenning;
  enum phase fase;
  enum map_freshness actueel;
  const char *regio, *aanbieder;
  enum tick mijn, meldingen, geld;
  enum map_order volgorde;
  struct num pagina;
};
DECLARE_RECORD(map_search);

struct pick_option { const char *value, *label; size_t count; bool chosen; };        /* label: translated */
struct pick { const char *name, *label; struct pick_option *at; size_t count; };     /* label: msgid */
struct pick_list { struct pick *at; size_t count; };
struct map_link { const char *label, *url; size_t count; bool current; };            /* label: msgid */
struct map_link_list { struct map_link *at; size_t count; };
struct map_row { const struct offer_line *line; enum freshness freshness; size_t flags; bool mine; };
struct map_row_list { struct map_row *at; size_t count; };
struct map_view {
  const struct map_search *asked;
  struct pick_list picks;
  struct map_link_list chips, orders;
  struct map_row_list rows;
  size_t total, all, page, pages;
  const char *previous, *next;       /* NULL: none */
  bool may_add, filtered;            /* filtered: one of the picks was chosen */
};
void view_map(struct ctx *c, const struct map_view *v);

/* --- one offer ------------------------------------------------------------------------------ */

/* The offer that the path names, if the actor keeps it: kept_offer(). */
MUST_USE int kept_of_path(struct ctx *c, struct offer_line *out);

struct kept_fact { const char *label, *value; };                 /* label: msgid */
struct kept_fact_list { struct kept_fact *at; size_t count; };
struct kept_section { const char *key, *label; struct kept_fact_list facts; struct text_list silent; bool editable; };      /* silent: labels (msgids) of what is unknown */
struct kept_section_list { struct kept_section *at; size_t count; };
struct kept_view {
  const struct offer_line *line;
  struct kept_section_list sections;
  struct offer_funding_list fundings;
  struct offer_question_list questions;
  struct offer_decision_list decisions;
  const struct offer *joined_into;   /* NULL: none */
  struct offer_join_list joins;
  enum freshness freshness;
  size_t flags;
  bool keeps, names, reviews, on_map, asks_places;
};
void view_kept(struct ctx *c, const struct kept_view *v);

struct face_form { const char *photo; enum yes_no agreed; };
DECLARE_RECORD(face_form);
struct face_view { const struct offer *offer; const char *photo; };      /* photo: base64; NULL: none */
void view_face(struct ctx *c, const struct face_view *v);

struct offer_new { const char *name; enum offer_kind kind; enum offer_status status; const char *summary, *provider; };
DECLARE_RECORD(offer_new);
struct new_view { bool names; };
void view_offer_new(struct ctx *c, const struct new_view *v);

/* A page with one form about an offer. */
struct section_view {
  const struct offer *offer;
  const char *title, *path, *note;   /* title, note: translated; path: in the reader's language; note NULL: none */
  const struct record *rec;
  const void *row;
};
void view_section(struct ctx *c, const struct section_view *v);

/* Regions and municipalities by name. */
struct where_form { struct id id; int32_t version; const char *regions, *municipalities; };
DECLARE_RECORD(where_form);

/* One line of the contacts or places; regel 0: a new one. */
struct line_ask { struct num regel; };
DECLARE_RECORD(line_ask);
struct contact_line { struct id id; int32_t version; struct num regel; enum channel channel; const char *value, *hours; enum tick weg; };
DECLARE_RECORD(contact_line);
struct place_line { struct id id; int32_t version; struct num regel; const char *name, *street, *postal_code, *town, *municipality; enum tick weg; };
DECLARE_RECORD(place_line);
struct contact_line_view { const struct offer *offer; const char *title, *path, *note; const struct record *rec; const void *row; size_t number; };
void view_contacts(struct ctx *c, const struct offer *offer);
void view_contact_line(struct ctx *c, const struct contact_line_view *v);

struct funding_view { const struct offer *offer; const struct offer_funding *funding; struct offer_funding_list rows; bool keeps; };
void view_fundings(struct ctx *c, const struct funding_view *v);
void view_funding(struct ctx *c, const struct funding_view *v);

struct change_form { struct id change; };
DECLARE_RECORD(change_form);
struct history_view { const struct offer *offer; struct offer_event_list events; };
void view_history(struct ctx *c, const struct history_view *v);

/* --- review, doubles, mergers ------------------------------------------------------------------ */

enum { REVIEW_SHOWN = 200 };
struct review_view { struct review_item_list items; size_t more, doubles, unasked; };      /* more: of those that are not shown */
void view_review(struct ctx *c, const struct review_view *v);
void view_review_one(struct ctx *c, const struct review_item *v);

struct doubles_view { struct double_pair_list pairs; };
void view_doubles(struct ctx *c, const struct doubles_view *v);
#define PAIR_ANSWERS(X) \
  X(PAIR_UNKNOWN, NULL,      N_("Unknown")) \
  X(PAIR_FIRST,   "eerste",  N_("The same: the first one stays")) \
  X(PAIR_SECOND,  "tweede",  N_("The same: the second one stays")) \
  X(PAIR_APART,   "apart",   N_("Not the same"))
DECLARE_CHOICES(pair_answer, PAIR_ANSWERS)
struct pair_form { struct id first, second; struct num first_version, second_version; enum pair_answer answer; const char *reason; };
DECLARE_RECORD(pair_form);
struct pair_row { const char *label, *one, *other; bool differs; };          /* label: msgid; NULL: unknown */
struct pair_row_list { struct pair_row *at; size_t count; };
struct pair_view { const struct double_pair *pair; const struct offer_line *one, *other; struct pair_row_list rows; };
void view_double(struct ctx *c, const struct pair_view *v);

struct map_organisation { struct id id; const char *name, *part_of; };
struct map_organisation_list { struct map_organisation *at; size_t count; };
struct organisations_of_map_view { struct map_organisation_list rows; };
void view_map_organisations(struct ctx *c, const struct organisations_of_map_view *v);
struct merge_form { const char *with; };
DECLARE_RECORD(merge_form);
struct merger_line { struct id id; const char *name; struct date merged; size_t offers; bool into; };   /* into: this one became part of it */
struct merger_line_list { struct merger_line *at; size_t count; };
struct map_organisation_view { const struct organisation *organisation; struct offer_line_list offers; struct merger_line_list mergers; size_t posts; };
void view_map_organisation(struct ctx *c, const struct map_organisation_view *v);

/* --- the page of the link ------------------------------------------------------------------------- */

/* What was typed; wrong_…: msgids. `again`: it is the one that came back, to whose fields the summary leads. */
struct asked_card { const struct asked_offer *asked; const char *note, *places, *wait, *wrong_note, *wrong_places, *wrong_wait; bool again; };
struct asked_card_list { struct asked_card *at; size_t count; };
struct asked_view { const char *path; struct asked_card_list cards; };
void view_asked(struct ctx *c, const struct asked_view *v);
void view_asked_elsewhere(struct ctx *c);
#endif
