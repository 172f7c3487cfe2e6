/* A new referral: from the one form, from a file, or after one that was returned. */
#include "accounts.h"
#include "addresses.h"
#include "identity.h"
#include "involvement.h"
#include "need_to_know.h"
#include "offers.h"
#include "offers_room.h"
#include "partner_safety.h"
#include "persons.h"
#include "referral_moves.h"
#include "referral_shield.h"
#include "referral_turns.h"
#include "snapshot.h"
#include "text.h"

/* --- what is given ------------------------------------------------------------------------------------------------ */

struct given { enum shared_item item; const char *field, *text; enum legal_ground ground; const char *ground_field; };
enum { GIVEN_MOST = ITEM_COUNT };

static size_t given_of(const struct referral_new *n, struct given out[static GIVEN_MOST])
{
  const struct given all[] = {
    { ITEM_REQUEST,   "request", n->request,   n->request_ground,   "request_ground" },
    { ITEM_SITUATION, "situation", n->situation, n->situation_ground, "situation_ground" },
    { ITEM_SAFETY,    "safety", n->safety,    n->safety_ground,    "safety_ground" },
    { ITEM_HEALTH,    "health", n->health,    n->health_ground,    "health_ground" },
    { ITEM_JUSTICE,   "justice", n->justice,   n->justice_ground,   "justice_ground" },
  };
  size_t count = 0;
  for (size_t i = 0; i < COUNT(all); i++) if (text_known(all[i].text)) out[count++] = all[i];
  return count;
}

static int check_reach(struct ctx *c, const struct referral_new *n)
{
  if (!text_known(n->phone) && !text_known(n->mail)) return fail(c, ERR_INVALID, "phone", N_("Write a number or a mail address: the provider calls first."));
  if (text_known(n->phone) && !phone_normal(&c->arena, n->phone)) return fail(c, ERR_INVALID, "phone", N_("This is not a phone number."));
  if (text_known(n->mail) && !mailbox_plain(n->mail)) return fail(c, ERR_INVALID, "mail", N_("This is not a mail address."));
  return OK;
}

/* Without a ground nothing is shared. Source: AVG art. 6, 9(2), 10. */
static int check_shared(struct ctx *c, const struct referral_new *n)
{
  struct given items[GIVEN_MOST];
  const size_t count = given_of(n, items);
  if (!n->consent) {
    for (size_t i = 0; i < count; i++)
      if (!items[i].ground || items[i].ground == GROUND_CONSENT)
        return fail(c, ERR_INVALID, "consent", N_("Ask for permission first, and write down how it was given. Or name another legal ground for each thing that is shared."));
    if (!count) return fail(c, ERR_INVALID, "consent", N_("Ask for permission first, and write down how it was given."));
  }
  for (size_t i = 0; i < count; i++) {
    if (items[i].item == ITEM_JUSTICE && !items[i].ground)
      return fail(c, ERR_INVALID, items[i].ground_field, N_("Choose on which ground police and criminal data may be shared: this is not clear by itself."));
  }
  if (date_known(n->until) && date_before(n->until, c->today)) return fail(c, ERR_INVALID, "until", N_("This day is over."));
  return OK;
}

/* --- writing down ---------------------------------------------------------------------------------------------------- */

/* The address as it stands now, which the form shows: who changes the offer later does not change where this goes. */
static const char *answer_address(const struct referral *r, const struct referral_new *n, const struct offer *o)
{
  return n->aim == AIM_SEND && r->by_link == YES && o->ask_at && mailbox_plain(o->ask_at) ? o->ask_at : NULL;
}

static struct referral_person person_from(const struct ctx *c, const struct referral *r, const struct referral_new *n, const struct offer *o)
{
  const struct date asked = n->consent && !date_known(n->consent_on) ? c->today : n->consent_on;
  return (struct referral_person){ .compartment = r->compartment, .referral = r->id, .answer_at = answer_address(r, n, o), .called = n->called, .phone = n->phone,
    .mail = n->mail, .hours = n->hours, .voicemail = n->voicemail, .who_answers = n->who_answers, .neutral = n->neutral, .languages = n->languages,
    .interpreter = n->interpreter, .place = n->place, .handover = n->handover, .consent = n->consent, .consent_on = asked, .consent_words = n->consent_words,
    .hears = n->hears };
}

static int write_items(struct ctx *c, const struct referral *r, const struct referral_new *n)
{
  struct given items[GIVEN_MOST];
  const size_t count = given_of(n, items);
  for (size_t i = 0; i < count; i++) {
    const struct referral_item row = { .compartment = r->compartment, .referral = r->id, .item = items[i].item, .text = items[i].text,
      .ground = items[i].ground ? items[i].ground : GROUND_CONSENT, .until = n->until };
    const int rc = record_insert(c, referral_item, &row, NULL);
    if (rc == ERR_INVALID && c->error.field && strcmp(c->error.field, "text") == 0) c->error.field = items[i].field;      /* as the form asks it */
    TRY(rc);
  }
  return OK;
}

/* The person's own file knows its referrals; the referral does not know the file. */
static int write_link(struct ctx *c, const struct referral *r, struct id person)
{
  struct referral_link link = { .person = person, .referral = r->id };
  if (!id_known(person)) return OK;
  TRY(record_place(c, person, person, &link.compartment));
  TRY(involvement_is_own(c, link.compartment));
  return record_insert(c, referral_link, &link, NULL);
}

static int write_ground(struct ctx *c, const struct referral *r, struct set things, enum legal_ground ground, const struct referral_new *n)
{
  const char *const how = ground == GROUND_CONSENT && n->consent ? tr(c, consent_way_label(n->consent)) : tr(c, legal_ground_label(ground));
  const struct ground row = { .compartment = r->compartment, .organisation = r->provider, .things = things, .purpose = PURPOSE_REFERRAL, .ground = ground,
    .how = text_known(n->consent_words) && ground == GROUND_CONSENT ? JOIN(&c->arena, how, ": ", n->consent_words) : how, .until = n->until };
  return ground_add(c, &row, NULL);
}

/* The register says item by item on what the provider's access stands: the referral as a whole on permission, or on the ground of what is
 * shared; police data by themselves. */
static int write_grounds(struct ctx *c, const struct referral *r, const struct referral_new *n)
{
  const struct set whole = set_with(set_with((struct set){ 0 }, SHARED_CONTACT), SHARED_FILE), criminal = set_with((struct set){ 0 }, SHARED_CRIMINAL);
  struct given items[GIVEN_MOST];
  const size_t count = given_of(n, items);
  unsigned written = 0;
  if (!id_known(r->provider) || id_same(r->provider, c->scope.organisation)) return OK;
  if (n->consent) {
    TRY(write_ground(c, r, whole, GROUND_CONSENT, n));
    written |= 1u << GROUND_CONSENT;
  }
  for (size_t i = 0; i < count; i++) {
    const enum legal_ground g = items[i].ground ? items[i].ground : GROUND_CONSENT;
    if (items[i].item == ITEM_JUSTICE) TRY(write_ground(c, r, criminal, g, n));
    else if (!(written >> g & 1)) TRY(write_ground(c, r, whole, g, n));
    if (items[i].item != ITEM_JUSTICE) written |= 1u << g;
  }
  return OK;
}

/* --- beginning ----------------------------------------------------------------------------------------------------------- */

static int check(struct ctx *c, const struct referral_new *n)
{
  if (n->aim == AIM_NOT) {
    const bool takes = referral_rules[ACT_REFUSED].reasons >> n->reason & 1;
    return n->reason && takes ? OK : fail(c, ERR_INVALID, "reason", N_("Choose why not: so that the region learns what is missing."));
  }
  if (n->aim != AIM_SEND) return OK;
  if (id_known(n->persoon)) TRY(identity_must_be_sure(c, n->persoon));
  TRY(check_reach(c, n));
  return check_shared(c, n);
}

/* To what it goes, and who gets it there; a draft may have none yet. */
static int choose_offer(struct ctx *c, const struct referral_new *n, struct referral *r, struct offer *o)
{
  bool works;
  *o = (struct offer){ .id = ID_NONE };
  if (n->aim == AIM_SEND || text_known(n->aanbod)) TRY(referral_offer(c, n->aanbod, "aanbod", o));
  TRY(referral_receiver(c, o, &r->provider, &works));
  r->offer = o->id;
  r->by_link = works ? NO : YES;
  return OK;
}

static int begin_row(struct ctx *c, const struct referral_new *n, struct referral *r, struct offer *o)
{
  struct term norms[NORM_COUNT];
  TRY(norms_of_region(c, norms));
  *r = (struct referral){ .version = 1, .referrer = c->scope.actor, .origin = c->scope.organisation, .follows = n->volgt, .state = REFERRAL_DRAFT, .urgent = n->urgent,
    .responsible = c->scope.actor, .holder = c->scope.organisation, .level = num(0), .made = { c->now }, .written = { c->now } };
  TRY(choose_offer(c, n, r, o));
  next_is(c, r, NEXT_PERMISSION, norms[NORM_PERMISSION], c->now);
  TRY(compartment_make(c, COMPARTMENT_REFERRAL, &r->compartment));
  TRY(involve_self(c, r->compartment, ID_NONE, PURPOSE_REFERRAL));
  return record_insert(c, referral, r, &r->id);
}

/* The steps that the form stands for, each as the table has it. */
static int steps_of(struct ctx *c, struct referral *r, const struct referral_new *n)
{
  if (n->aim == AIM_NOT) return referral_move(c, r, BY_REFERRER, &(struct referral_step){ .act = ACT_REFUSED, .reason = n->reason, .day = n->again });
  if (n->aim != AIM_SEND) return OK;
  TRY(write_grounds(c, r, n));
  TRY(referral_move(c, r, BY_REFERRER, &(struct referral_step){ .act = ACT_CONSENT }));
  TRY(referral_move(c, r, BY_REFERRER, &(struct referral_step){ .act = ACT_SEND }));
  return referral_followed(c, r->follows);
}

int referral_begin(struct ctx *c, const struct referral_new *n, struct id *out)
{
  struct referral r;
  struct offer o;
  if (!id_known(c->scope.actor)) return not_there(c);
  TRY(check(c, n));
  TRY(begin_row(c, n, &r, &o));
  const struct referral_person p = person_from(c, &r, n, &o);
  TRY(homes_write(c, &r, n->persoon));                 /* first: they say about whom it is, so whose secrets stay out of the rest */
  TRY(record_insert(c, referral_person, &p, NULL));
  TRY(write_items(c, &r, n));
  TRY(write_link(c, &r, n->persoon));
  TRY(referral_closes(c, &r, n->persoon));
  TRY(steps_of(c, &r, n));
  *out = r.id;
  return OK;
}

/* --- drafts ---------------------------------------------------------------------------------------------------------------- */

static int own_draft(struct ctx *c, struct id id, struct referral_file *out)
{
  TRY(referral_file(c, id, out));
  if (!out->open || !(out->by & BY_REFERRER)) return not_there(c);
  return out->referral.state == REFERRAL_DRAFT ? OK : fail(c, ERR_INVALID, NULL, N_("This is no draft any more: it was sent meanwhile."));
}

int referral_rewrite(struct ctx *c, struct id id, int32_t version, const struct referral_new *n)
{
  struct referral_file f;
  struct offer o;
  TRY(own_draft(c, id, &f));
  struct referral *const r = &f.referral;
  if (version && version != r->version) return fail(c, ERR_CONFLICT, NULL, N_("Somebody else changed this meanwhile. Look at the new version first."));
  TRY(check(c, n));
  TRY(choose_offer(c, n, r, &o));
  r->urgent = n->urgent;
  r->written.ms = c->now > r->written.ms ? c->now : r->written.ms + 1;      /* always a new version, also where only what lies beside it changed */
  struct referral_person p = person_from(c, r, n, &o);
  p.id = f.person.id;
  p.version = f.person.version;
  TRY(record_update(c, referral_person, &p));
  for (size_t i = 0; i < f.items.count; i++) TRY(record_delete(c, referral_item, f.items.at[i].id));
  TRY(write_items(c, r, n));
  TRY(record_update(c, referral, r));
  r->version++;
  return steps_of(c, r, n);
}

static void items_into(const struct referral_item_list *items, struct referral_new *out)
{
  for (size_t i = 0; i < items->count; i++) {
    const struct referral_item *const it = &items->at[i];
    switch (it->item) {
    case ITEM_REQUEST:   out->request = it->text;   out->request_ground = it->ground;   break;
    case ITEM_SITUATION: out->situation = it->text; out->situation_ground = it->ground; break;
    case ITEM_SAFETY:    out->safety = it->text;    out->safety_ground = it->ground;    break;
    case ITEM_HEALTH:    out->health = it->text;    out->health_ground = it->ground;    break;
    case ITEM_JUSTICE:   out->justice = it->text;   out->justice_ground = it->ground;   break;
    default: break;
    }
    out->until = it->until;
  }
}

static void person_into(const struct referral_person *p, struct referral_new *out)
{
  out->called = p->called;
  out->phone = p->phone;
  out->mail = p->mail;
  out->hours = p->hours;
  out->voicemail = p->voicemail;
  out->who_answers = p->who_answers;
  out->neutral = p->neutral;
  out->languages = p->languages;
  out->interpreter = p->interpreter;
  out->place = p->place;
  out->handover = p->handover;
}

int referral_again(struct ctx *c, struct id draft, struct referral_new *out)
{
  struct referral_file f;
  TRY(own_draft(c, draft, &f));
  *out = (struct referral_new){ .urgent = f.referral.urgent, .consent = f.person.consent, .consent_on = f.person.consent_on, .consent_words = f.person.consent_words,
    .hears = f.person.hears, .volgt = f.referral.follows };
  person_into(&f.person, out);
  items_into(&f.items, out);
  const struct offer_line *const line = snapshot_by_id(offers_snapshot(c), f.referral.offer);
  out->aanbod = line ? line->offer.slug : NULL;
  return OK;
}

/* Only ways that are said to be safe; permission is asked anew for every provider. */
static int from_file(struct ctx *c, struct id person, struct referral_new *out)
{
  struct person p;
  struct contact_way_list ways;
  TRY(person_get(c, person, &p));
  TRY(contacts_of(c, person, &ways));
  out->persoon = person;
  out->called = text_known(p.called) ? p.called : p.given_names;
  out->languages = p.languages;
  for (size_t i = 0; i < ways.count; i++) {
    const struct contact_way *const w = &ways.at[i];
    if (w->safe != YES || date_known(w->until)) continue;
    const char **const to = w->kind == CONTACT_PHONE ? &out->phone : w->kind == CONTACT_MAIL ? &out->mail : NULL;
    if (!to || (*to && w->preferred != YES)) continue;
    *to = w->value;
    if (w->kind != CONTACT_PHONE) continue;
    out->hours = w->hours;
    out->voicemail = w->voicemail;
    out->who_answers = w->who_answers;
  }
  return OK;
}

int referral_prefill(struct ctx *c, struct id person, struct id follows, struct referral_new *out)
{
  struct referral_file f;
  *out = (struct referral_new){ .volgt = follows };
  if (id_known(person)) return from_file(c, person, out);
  if (!id_known(follows)) return OK;
  TRY(referral_file(c, follows, &f));
  if (!f.open || !(f.by & BY_REFERRER)) return not_there(c);
  person_into(&f.person, out);
  items_into(&f.items, out);
  out->urgent = f.referral.urgent;
  return OK;
}
