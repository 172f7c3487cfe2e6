/* The steps of a request: pages with one form, and buttons. */
#include "rights_web.h"
#include "form_page.h"
#include "html.h"
#include "rights_internal.h"

/* A page of one form about a request. */
struct asked { const char *title, *rest, *token, *button, *note; const struct record *rec; const void *row; };
static int ask_page(struct ctx *c, const struct right *r, const struct asked *a)
{
  const struct form_page v = { .title = a->title, .path = right_path(c, r->request.id, a->rest), .token_path = a->token, .back = right_path(c, r->request.id, NULL),
    .back_label = tr(c, N_("Request")), .button = a->button, .note = a->note, .rec = a->rec, .row = a->row };
  return form_page(c, &v, "/werk/huishoudens");
}

int show_right_details(struct ctx *c)
{
  struct right r;
  TRY(right_of_path(c, &r));
  const struct right_details now = { r.request.identity, r.request.identity_note, r.request.child_view, r.request.child_agrees, r.clock.limited };
  return ask_page(c, &r, &(struct asked){ tr(c, N_("Who asks")), "/gegevens", ONE_RIGHT "/gegevens", tr(c, N_("Save")), NULL, &right_details_record, &now });
}

static int back(struct ctx *c, struct id id, const char *done) { return redirect_done(c, right_path(c, id, NULL), done); }

int send_right_details(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(right_detail(c, id, c->form->version, form_row(c, right_details)));
  return back(c, id, "opgeslagen");
}

int show_right_extend(struct ctx *c)
{
  struct right r;
  TRY(right_of_path(c, &r));
  return ask_page(c, &r, &(struct asked){ tr(c, N_("Two months more")), "/verlengen", ONE_RIGHT "/verlengen", tr(c, N_("Extend")),
    tr(c, N_("Only if it is much work or there are many requests. The person hears it within the first month, with the reason.")), &right_extend_record, NULL });
}

int send_right_extend(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(right_extend(c, id, c->form->version, form_row(c, right_extend)));
  return back(c, id, "opgeslagen");
}

static const char *about_deciding(struct ctx *c, enum right_kind kind)
{
  switch (kind) {
  case RIGHT_COPY:        return tr(c, N_("Refusing a copy as a whole is rarely right: usually parts can be given. A second person must agree."));
  case RIGHT_DESTRUCTION:
    return tr(c, N_("Yes destroys the whole file of this person for good, once a second person agrees. "
      "What the household shares and what referrals hold stays for its own term. No needs concrete facts, and a day until when."));
  case RIGHT_OBJECTION:   return tr(c, N_("Weigh the person's own situation against why the data are needed. Without a compelling reason the use stops."));
  default:
    return tr(c, N_("Put a plain mistake right on the page where it stands, and write here what stood there and what stands there now. "
      "A difference of opinion is no mistake: offer an own statement."));
  }
}

int show_right_decide(struct ctx *c)
{
  struct right r;
  TRY(right_of_path(c, &r));
  return ask_page(c, &r, &(struct asked){ tr(c, N_("Decide")), "/besluit", ONE_RIGHT "/besluit", tr(c, N_("Decide")), about_deciding(c, r.request.kind), &right_decide_record, NULL });
}

int send_right_decide(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(right_decide(c, id, c->form->version, form_row(c, right_decide)));
  return back(c, id, "opgeslagen");
}

int show_right_return(struct ctx *c)
{
  struct right r;
  TRY(right_of_path(c, &r));
  return ask_page(c, &r, &(struct asked){ tr(c, N_("Send it back")), "/terug", ONE_RIGHT "/terug", tr(c, N_("Send it back")), NULL, &right_return_record, NULL });
}

int send_right_return(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(right_return(c, id, c->form->version, form_row(c, right_return)));
  return back(c, id, "opgeslagen");
}

int withdraw_right(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(right_withdraw(c, id, c->form->version));
  return back(c, id, "beeindigd");
}

int take_right(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(right_take(c, id, c->form->version));
  return back(c, id, "opgeslagen");
}

int again_right(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(right_again(c, id, c->form->version));
  return back(c, id, "opgeslagen");
}

int agree_right(struct ctx *c)
{
  struct id id;
  bool erased;
  TRY(path_id(c, &id));
  TRY(right_agree(c, id, c->form->version, &erased));
  return erased ? redirect_done(c, local_path(c, "/werk/huishoudens"), "verwijderd") : back(c, id, "goedgekeurd");
}

int finish_right_copy(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(copy_finish(c, id, c->form->version));
  return back(c, id, "opgeslagen");
}

int give_right_copy(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(copy_give(c, id, c->form->version));
  return back(c, id, "afgerond");
}
