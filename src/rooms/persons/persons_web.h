/* The pages of persons and households. Titles say nothing about anybody: they stand in a browser's history. */
#ifndef PERSONS_WEB_H
#define PERSONS_WEB_H
#include "glance.h"
#include "involved.h"
#include "views.h"
#include "web.h"

extern const struct route persons_routes[];
/* Fills the demonstration (persons_demo.c). */
MUST_USE int persons_demo(struct ctx *c, bool *made);

#define HOUSEHOLDS_PATH "/werk/huishoudens"
#define FIND_PATH       "/werk/zoeken"
#define EMERGENCY_PATH  "/werk/noodtoegang"


/* --- households ----------------------------------------------------------------------------------------- */

struct household_line { struct household household; const char *names; };      /* names: as the household knows them */
struct household_line_list { struct household_line *at; size_t count; };
struct households_view { struct household_line_list rows; const char *next; };
void view_households(struct ctx *c, const struct households_view *v);

struct member_line { const char *name, *role, *relation; struct id person; struct id id; };        /* role: msgid; person: where one may go */
struct member_line_list { struct member_line *at; size_t count; };
struct person_line { struct id id; const char *name, *role, *relation, *shared_name; struct date birth; struct address_list lives; };       /* lives: now */
struct person_line_list { struct person_line *at; size_t count; };
struct side_section { struct id id; const char *called, *notes; struct person_line_list persons; };
struct side_section_list { struct side_section *at; size_t count; };
struct household_view {
  const struct household_file *file;
  struct member_line_list members;
  struct side_section_list sides;
  struct person_line_list loose;       /* persons on no side */
  bool may_write, may_involve, may_split, may_see_grounds;
  bool emergency;                      /* seen because of one, and for no other reason */
  struct glance_list glance;
  bool split_off;                      /* from another household, and the reader can put it back */
};
void view_household(struct ctx *c, const struct household_view *v);
void view_emergency_note(struct ctx *c);
/* The parts of the file, above each of its pages; `here`: the last part of the page's path, "" for the first. Other rooms' pages too. */
void view_household_tabs(struct ctx *c, struct id household, const char *here);

/* A page with one form: its heading, the form's path, what comes before the fields. */
struct edit_view {
  const char *title, *path, *token_path, *back, *back_label;    /* title, back_label: translated; path in the reader's language */
  const char *note;                    /* translated; NULL: none */
  const char *button;                  /* translated */
  struct person_line_list alike;       /* who is there already, and may be meant */
  const char *but;                     /* a field that is not asked (yet); NULL: none */
  const struct field_list *lists;      /* what is chosen from in some fields, as far as it is known only now; then nothing is left out */
  size_t list_count;
  const struct record *rec;
  const void *row;                     /* what the form holds at first; NULL: nothing */
  bool warn;                           /* the note is a warning */
  const char *remove, *remove_token, *remove_label;      /* a second, small form; label NULL: none */
};
void view_edit(struct ctx *c, const struct edit_view *v);

/* --- moving people: moves_web.c ----------------------------------------------------------------------------- */

struct said { const char *text; };     /* msgid */
struct said_list { const struct said *at; size_t count; };
struct move_option { const char *at; struct id id; const char *label, *quiet; bool chosen; };      /* at: the id in the page; texts translated */
struct move_option_list { struct move_option *at; size_t count; };
struct apart_line { const char *label, *path; };       /* where one is not joined, and the way to add them anew */
struct apart_line_list { struct apart_line *at; size_t count; };
struct move_view {
  const char *title, *path, *back, *back_label, *button;           /* as in struct edit_view */
  struct said_list says;               /* who gets to see what */
  const char *warning, *none;          /* msgids; none: in place of the form when there is nothing to choose */
  const char *name, *legend, *wrong;   /* of the choice: its field; msgids */
  struct move_option_list options;
  struct apart_line_list apart;
  const char *next;                    /* key of the next page of choices; NULL: none */
  struct field_view_list fields;       /* what is asked besides */
  int32_t version;                     /* of what is shown; 0: none */
  const char *instead, *instead_label; /* another way, and what it says (translated); NULL: none */
  const char *confirm;                 /* where one confirms first who this is; NULL: it is sure */
};
void view_move(struct ctx *c, const struct move_view *v);

/* --- persons --------------------------------------------------------------------------------------------- */

struct identity_line { const char *who, *when, *facts; };
struct identity_line_list { struct identity_line *at; size_t count; };
struct person_view {
  const struct person *person;
  const char *name;
  const char *gender;                  /* msgid */
  const char *languages;               /* names, not codes */
  struct address_list addresses;
  struct contact_way_list contacts;
  struct household_line_list households;
  bool may_write, may_involve;
  bool emergency;                      /* as in struct household_view */
  bool child;                          /* a child's file */
  struct date adult_on;                /* of a child's file: when; unknown: the birth date is */
  bool adult;                          /* that day has come */
  struct identity_line_list confirmed; /* who confirmed who this is */
  bool shielded, colleague;            /* opened by name only; somebody signs in with a mail address of this person */
  bool confirm;                        /* whoever looks is to do so before taking this person elsewhere */
};
void view_person(struct ctx *c, const struct person_view *v);
struct find_view { bool asked; struct person_line_list persons; };
void view_find(struct ctx *c, const struct find_view *v);
struct emergency_view { struct household_list households; bool sure; };           /* sure: that is asked as well */
void view_emergency(struct ctx *c, const struct emergency_view *v);

struct involved_view { const struct household *household; struct involved_list rows; bool may_see_grounds; };
void view_involved(struct ctx *c, const struct involved_view *v);

handler show_households, show_household_new, open_household, show_household, show_shared, change_shared, show_member_new, add_member, show_member, change_member,
        drop_member, show_side_new, open_side, show_side, change_side, show_person_new, add_person;
handler show_person, show_person_edit, change_person, show_address_new, add_address, show_address, change_address, end_address, show_contact_new, add_contact,
        show_contact, change_contact, end_contact;
handler show_merge, merge, show_unmerge, unmerge, show_split, split, show_split_wish, wish_split, show_unsplit, unsplit, show_person_side, move_person;
handler show_find, find_person, show_emergency, open_emergency, show_involved, add_involved, end_involved;

/* A page of one form: begin, the view, end. `current`: the menu item that is lit. */
MUST_USE int edit_page(struct ctx *c, const struct edit_view *v);
struct person_line person_line_of(struct ctx *c, const struct person *p);
/* Whether a form of that record came back because of `field`. */
bool came_back(const struct ctx *c, const struct record *rec, const char *field);
/* Who is meant when it did: found by what was asked. Nobody when it did not, or when
 * the actor has searched too often. */
typedef int find_alike(struct ctx *c, const void *asked, struct person_list *out);
MUST_USE int alike_lines(struct ctx *c, const struct record *rec, const char *field, find_alike *find, struct person_line_list *out);
bool signed_in_writes(const struct ctx *c);
/* The key of a page of households, as the query asks for it; NULL: the first page. */
const char *key_asked(const struct ctx *c);
/* "Noor, Bram": in c->arena. */
const char *names_of(struct ctx *c, const struct household_member_list *members);
#endif
