/* The pages of the social map: what the handlers hand to the views. Everything comes from the snapshot: no database. */
#ifndef OFFERS_WEB_H
#define OFFERS_WEB_H
#include "html.h"
#include "offer_words.h"
#include "qr.h"
#include "snapshot.h"
#include "web.h"

/* The route table refers to these; each stands in the file of its subject. */
handler show_home, show_safe_browsing, show_about;               /* offers_web.c */
handler show_search;                                             /* search_web.c */
handler show_offer, print_offer;                                 /* offer_web.c */
handler choose_wallet, show_wallet;                              /* wallet_web.c */
extern const struct route offers_routes[];

/* A choice that can be made or undone in the search form, and how many offers there would be. `name` where it differs
 * from choice to choice. */
struct facet_choice { const char *name, *key, *label; size_t count; bool chosen; struct safe_html html; };   /* html: made before, or none */
struct facet_choice_list { struct facet_choice *at; size_t count; };

/* --- home ------------------------------------------------------------------------- */

struct home_view { struct facet_choice_list regions; };
void view_home(struct ctx *c, const struct home_view *v);

/* --- search ----------------------------------------------------------------------- */

/* The query of /hulp, named as the address spells it. The facets' texts are keys with spaces between: which values there
 * are is known only at run time, so snapshot_facet() says what they mean. */
struct search_form {
  const char *q;
  const char *fase, *toegang, *grond, *kosten, *vorm, *voor, *focus, *regio, *taal, *avond, *plek, *zondernaam;
  enum search_order volgorde;
  struct num pagina;
};
DECLARE_RECORD(search_form);

struct facet_view { const char *key, *label; bool open; struct facet_choice_list choices; };
struct facet_view_list { struct facet_view *at; size_t count; };

/* Something in the address that we left out. */
enum left_out { LEFT_VALUE, LEFT_FIELD, LEFT_NAME };
struct notice { enum left_out kind; const char *label, *text; };  /* label: msgid; LEFT_FIELD: text a msgid, else as typed */
struct notice_list { struct notice *at; size_t count; };

struct search_link { const char *of, *label, *url; bool current; size_t count; };    /* of, label: msgids; NULL: none */
struct search_link_list { struct search_link *at; size_t count; };

struct found_offer { const struct offer_line *line; struct safe_html card; };   /* card: made before; text NULL: not in this language */
struct found_offers { struct found_offer *at; size_t count; };

enum step { STEP_WITHOUT_FILTERS, STEP_WHOLE_COUNTRY, STEP_WITHOUT_WORDS, STEP_ALL, STEP_COUNT };

struct search_view {
  const struct snapshot *snapshot;
  struct search_form form;                       /* what was understood of the query: links are made from it */
  struct search search;
  struct search_result result;
  const struct search_form *typed;
  struct notice_list notices;
  struct facet_view_list facets;
  struct facet_choice_list regions, more_regions, options;     /* more: chosen besides the one selected; options: the facets that have one value, as one group */
  struct search_link_list chips, orders, pages;
  const char *url;                               /* of this search, its first page */
  const char *all_url, *previous_url, *next_url; /* NULL: none */
  const char *region;                            /* name of the one region chosen; NULL: none or several */
  struct found_offers offers;                    /* this page's */
  struct search_link next_steps[STEP_COUNT];     /* when nothing was found; url NULL: does not help either */
  const char *places;                            /* names of the regions that the words named; NULL: none */
  bool suicide, danger, examples;
  bool own_danger;                               /* it may come from the reader */
  bool urgent;                                   /* the list is where somebody in danger can turn, not what the words find */
  bool watched;                                  /* the other may look along */
  bool invalid;                                  /* something in the address has no meaning: status 400 */
};
void view_search(struct ctx *c, const struct search_view *v);
void frag_offer_card(struct ctx *c, const struct offer_line *l);
void frag_examples(struct ctx *c);
void frag_in_dutch(struct ctx *c);
struct facet_choice_list region_choices(struct ctx *c, const struct snapshot *s, uint64_t chosen);
void frag_box(struct ctx *c, const struct facet_choice *choice);          /* up to its count */
void frag_region_option(struct ctx *c, const struct facet_choice *region);
void render_facet_value(struct ctx *c, const struct facet_info *facet, const struct facet_value *value, bool chosen);
void frag_region_options(struct ctx *c, const struct facet_choice_list *regions);

/* --- one offer -------------------------------------------------------------------- */

struct offer_view {
  const struct offer_line *line;
  struct text_list steps, languages, silent;     /* silent: labels (msgids) of lesser facts that nobody reported */
  enum freshness freshness;
  bool joint, decided;                           /* decided: by others, nobody can book it */
  const char *address;                           /* of this page, in full */
};
void view_offer(struct ctx *c, const struct offer_view *v);
void view_offer_print(struct ctx *c, const struct offer_view *v);
void frag_offer_professional(struct ctx *c, const struct offer_view *v);
void frag_wait(struct ctx *c, const struct offer *o);
void frag_costs(struct ctx *c, const struct offer *o);
void frag_contacts(struct ctx *c, const struct offer *o);
void frag_not_known(struct ctx *c);

/* --- wallet cards ----------------------------------------------------------------- */

enum { WALLET_CARDS = 10 };                      /* on a sheet of A4 */
struct wallet_view { const struct region *region; const char *host, *phone; struct qr qr; struct text_list cards; };
struct wallet_choice { const struct region_list *regions; };
void view_wallet(struct ctx *c, const struct wallet_view *v);
void view_wallet_choice(struct ctx *c, const struct wallet_choice *v);

/* --- texts ------------------------------------------------------------------------ */

void view_safe_browsing(struct ctx *c);
void view_about(struct ctx *c, bool examples);
#endif
