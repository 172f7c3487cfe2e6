/* The pages of this room. */
#ifndef PRIVACY_WEB_H
#define PRIVACY_WEB_H
#include "privacy.h"
#include "handover.h"
#include "partner_asks.h"
#include "web.h"

#define JOURNAL_PATH   "/fg/logboek"
#define SIGNALS_PATH   "/fg/signalen"
#define RETENTION_PATH "/fg/bewaren"
#define OWN_SIGNALS_PATH "/werk/signalen"
#define EMERGENCIES_PATH "/fg/noodtoegang"

handler show_grounds, show_ground, send_ground, show_withdraw, send_withdraw, print_overview, show_looked;
handler show_journal, export_journal_csv, export_journal_json;
handler show_handover, send_handover;
handler show_emergencies, show_household_emergencies, show_signals, show_own_signals, show_signal, send_signal;
handler show_retention, show_term, send_term, show_hold, send_hold, show_lift, send_lift;

/* The id in the path. ERR_NOT_FOUND: it is none. */

struct file_names { const char **at; size_t count; };

/* --- grounds ------------------------------------------------------------------------------------------------ */

struct ground_form { struct id id; int32_t version; const char *organisatie; struct set things; enum given_purpose purpose; enum legal_ground ground; const char *how; struct date since, until;
  const char *ook; };                  /* the other parts that were ticked */
DECLARE_RECORD(ground_form);
struct ground_line {
  struct id id;
  const char *organisation, *things, *recorded_by, *how;
  enum purpose purpose;
  enum legal_ground ground;
  struct date since, until, withdrawn;
  bool stands;
};
struct ground_line_list { struct ground_line *at; size_t count; };
/* A partner outside care who was asked something by a link (partner_asks.h): a recipient too, on a ground that stands with what was asked. */
struct asked_line { const struct partner_ask *ask; const char *asked, *asker, *withdraw; bool stands; };      /* withdraw: its page; NULL: not theirs to end */
struct asked_line_list { struct asked_line *at; size_t count; };
struct part_view { struct id id; const char *name; struct ground_line_list grounds; struct asked_line_list asked; bool may_write; };
struct part_view_list { struct part_view *at; size_t count; };
struct grounds_view { struct id household; struct part_view_list parts; };
void view_grounds(struct ctx *c, const struct grounds_view *v);
struct also_line { struct id id; const char *name; bool ticked; };
struct also_line_list { struct also_line *at; size_t count; };
struct ground_view { struct id part, household; const char *about; struct field_list organisations; struct also_line_list also; };      /* about: the name of the part */
void view_ground(struct ctx *c, const struct ground_view *v);
struct withdraw_view { struct id ground, household; struct ground_line line; };
void view_withdraw(struct ctx *c, const struct withdraw_view *v);
struct overview_view { struct id person; struct part_view part; struct date today; };
void view_overview(struct ctx *c, const struct overview_view *v);

struct looked_view { struct id household; struct look_list looks; };
void view_looked(struct ctx *c, const struct looked_view *v);

struct handover_form { const char *from, *to; enum handover_reason reason; };
DECLARE_RECORD(handover_form);
struct handover_view { struct id household; struct field_list lists[2]; };
void view_handover(struct ctx *c, const struct handover_view *v);

struct emergency_line { const char *colleague, *organisation, *at, *until, *reason; bool early; struct file_names files; };
struct emergency_line_list { struct emergency_line *at; size_t count; };
struct emergencies_view { struct id household; struct emergency_line_list rows; };
void view_emergencies(struct ctx *c, const struct emergencies_view *v);
void view_household_emergencies(struct ctx *c, const struct emergencies_view *v);

/* --- journal -------------------------------------------------------------------------------------------------- */

struct entry_line { const char *at, *actor, *organisation, *role, *verb, *record, *purpose, *subject; };
struct entry_line_list { struct entry_line *at; size_t count; };
struct journal_view { struct entry_line_list rows; const char *next_url, *query; bool any; };
void view_journal(struct ctx *c, const struct journal_view *v);

/* --- signals -------------------------------------------------------------------------------------------------- */

struct note_form { struct id id; int32_t version; const char *note; };
DECLARE_RECORD(note_form);
struct signal_line {
  struct id id;
  const char *colleague, *organisation, *file, *note, *looked_by;
  enum signal_kind kind;
  struct date day;
  int64_t count;
  bool off_hours, looked;
};
struct signal_line_list { struct signal_line *at; size_t count; };
struct signals_view { struct signal_line_list rows; bool own; };
void view_signals(struct ctx *c, const struct signals_view *v);
void view_signal(struct ctx *c, const struct signal_line *v);

/* --- retention ------------------------------------------------------------------------------------------------ */

struct term_form { struct id id; int32_t version; struct num months, days; const char *basis; };
DECLARE_RECORD(term_form);
struct hold_form { struct id id; int32_t version; const char *dossier; enum hold_reason reason; };
DECLARE_RECORD(hold_form);
struct lift_form { struct id id; int32_t version; const char *lift_reason; };
DECLARE_RECORD(lift_form);
struct term_line { const char *key, *label, *basis; int64_t months, days; };
struct term_line_list { struct term_line *at; size_t count; };
struct hold_line { struct id id, compartment; enum hold_reason reason; const char *since, *set_by; };
struct hold_line_list { struct hold_line *at; size_t count; };
struct kept_line { struct id compartment; enum compartment_kind kind; enum retained_kind ground; struct date until; bool held, due; };
struct kept_line_list { struct kept_line *at; size_t count; };
struct proof_line { const char *at, *hash; int64_t files, rows; };
struct proof_line_list { struct proof_line *at; size_t count; };
struct retention_view { struct term_line_list terms; struct hold_line_list holds; struct kept_line_list rows; struct proof_line_list proofs; size_t due, more; };
void view_retention(struct ctx *c, const struct retention_view *v);
struct term_view { const char *label; struct term_form form; };
void view_term(struct ctx *c, const struct term_view *v);
void view_hold(struct ctx *c);
void view_lift(struct ctx *c, const struct hold_line *v);
#endif
