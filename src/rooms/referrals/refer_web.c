/* The one form by which somebody is referred. */
#include "addresses.h"
#include "languages.h"
#include "offers_room.h"
#include "organisations.h"
#include "persons.h"
#include "referrals_web.h"
#include "signups.h"
#include "text.h"

static const struct field refer_ask_fields[] = {
  F_TEXT(refer_ask, aanbod,  BY_LINK, N_("Offer"), .max = 200),
  F_REF (refer_ask, persoon, BY_LINK, person, N_("Person")),
  F_REF (refer_ask, volgt,   BY_LINK, referral, N_("Follows")),
  F_REF (refer_ask, aanmelding, BY_LINK, signup, N_("Sign-up")),
};
const struct record refer_ask_record = PART(refer_ask, refer_ask_fields);

static const struct field step_ask_fields[] = { F_ENUM(step_ask, wat, OPTIONAL, referral_act, N_("What was done")) };
const struct record step_ask_record = PART(step_ask, step_ask_fields);

static int page_of(struct ctx *c, struct refer_view *v)
{
  struct field_list *const lists = arena_new(&c->arena, struct field_list, 4);
  const struct offer_line *const line = text_known(v->row->aanbod) ? snapshot_by_slug(offers_snapshot(c), v->row->aanbod) : NULL;
  lists[0] = (struct field_list){ .field = "reason", .values = reasons_of(c, ACT_REFUSED), .required = true };
  lists[1] = (struct field_list){ .field = "called", .required = true };
  lists[2] = (struct field_list){ .field = "consent", .required = true };         /* on another ground one leaves it open */
  lists[3] = (struct field_list){ .field = "phone", .required = true };           /* or a mail address */
  v->lists = lists;
  v->list_count = 4;
  if (line) {
    bool works;
    v->offer = &line->offer;
    struct id receiver;
    TRY(referral_receiver(c, &line->offer, &receiver, &works));
    TRY(organisation_name(c, receiver, &v->provider));
    v->answer_at = !works && line->offer.ask_at && mailbox_plain(line->offer.ask_at) ? line->offer.ask_at : NULL;
    v->by_link = !works;
  }
  const struct form *const form = c->form;
  v->again = form && form->rec == &referral_new_record;
  v->not_now = v->again && ((const struct referral_new *)form->row)->aim == AIM_NOT;
  const struct page page = { .title = tr(c, N_("Refer")), .current = REFERRALS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_refer(c, v);
  return page_end(c, &page);
}

/* What is asked of permission is preset; nobody has to look for it. */
static void preset(struct referral_new *n)
{
  enum legal_ground *const grounds[] = { &n->request_ground, &n->situation_ground, &n->safety_ground, &n->health_ground };
  for (size_t i = 0; i < COUNT(grounds); i++) if (!*grounds[i]) *grounds[i] = GROUND_CONSENT;
  if (!set_known(n->hears)) n->hears = set_with(set_with(set_with((struct set){ 0 }, HEARS_ARRIVAL), HEARS_START), HEARS_END);
}

/* Who signed up at the desk: as they said it. The help they came from stands there, unless another was chosen. */
static int from_signup(struct ctx *c, const struct refer_ask *asked, struct referral_new *out)
{
  struct signup_lead lead;
  TRY(signup_for_referral(c, asked->aanmelding, &lead));
  const bool phone = lead.reach && phone_normal(&c->arena, lead.reach);
  out->called = lead.alias;
  out->phone = phone ? lead.reach : NULL;
  out->mail = phone ? NULL : lead.reach;
  out->hours = lead.hours;
  out->voicemail = lead.voicemail;
  out->who_answers = lead.who_answers;
  out->aanbod = asked->aanbod ? asked->aanbod : lead.offer;
  return OK;
}

int show_refer(struct ctx *c)
{
  const struct referral_new *const posted = form_row(c, referral_new);
  const struct refer_ask *const asked = form_row(c, refer_ask);
  struct referral_new row = { .aim = AIM_UNKNOWN };
  if (!posted) TRY(referral_prefill(c, asked->persoon, asked->volgt, &row));
  row.aanbod = posted ? posted->aanbod : asked->aanbod;
  if (!posted && id_known(asked->aanmelding)) TRY(from_signup(c, asked, &row));
  row.volgt = posted ? posted->volgt : asked->volgt;
  row.persoon = posted ? posted->persoon : asked->persoon;
  preset(&row);
  struct refer_view v = { .row = &row, .path = local_path(c, REFER_PATH), .token_path = REFER_PATH };
  return page_of(c, &v);
}

int send_refer(struct ctx *c)
{
  struct id id;
  TRY(referral_begin(c, form_row(c, referral_new), &id));
  return redirect_done(c, path_of_id(c, REFERRALS_PATH, id, NULL), form_row(c, referral_new)->aim == AIM_SEND ? "verstuurd" : "opgeslagen");
}

int show_draft(struct ctx *c)
{
  struct id id;
  struct referral_new row;
  TRY(path_id(c, &id));
  TRY(referral_again(c, id, &row));
  preset(&row);
  struct refer_view v = { .row = &row, .path = path_of_id(c, REFERRALS_PATH, id, "/concept"), .token_path = REFERRALS_PATH "/:id/concept" };
  return page_of(c, &v);
}

int send_draft(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(referral_rewrite(c, id, c->form->version, form_row(c, referral_new)));
  return redirect_done(c, path_of_id(c, REFERRALS_PATH, id, NULL), form_row(c, referral_new)->aim == AIM_SEND ? "verstuurd" : "opgeslagen");
}
