/* The photo of the colleague whom professionals may call. */
#include "upkeep_web.h"

static const struct field fields[] = {
  F_TEXT(face_form, photo,  REQUIRED | PICTURE, N_("Photo"), .max = 1000,
    .help = N_("A JPEG of at most 1 MB with the face in the middle. We keep a small square of it, and nothing else that the file tells.")),
  F_ENUM(face_form, agreed, REQUIRED, yes_no, N_("Does this colleague agree that professionals see it?")),
};
const struct record face_form_record = PART(face_form, fields);

int show_face(struct ctx *c)
{
  struct offer_line line;
  struct offer_face face;
  TRY(kept_of_path(c, &line));
  const int rc = face_of(c, &line.offer, &face);
  if (!absent(c, rc)) TRY(rc);
  const struct face_view v = { .offer = &line.offer, .photo = rc == OK ? face.photo : NULL };
  const struct page page = { .title = tr(c, N_("Photo of the colleague")), .current = MAP_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_face(c, &v);
  return page_end(c, &page);
}

/* Making it takes a while: not on the writer's time. */
int make_face(struct ctx *c)
{
  const struct posted_file file = posted_file(c);
  struct offer_line line;
  const char *photo = NULL;
  TRY(kept_of_path(c, &line));
  if (file.size) TRY(face_of_photo(c, file.bytes, file.size, &photo));
  c->prepared = (void *)(uintptr_t)photo;
  return OK;
}

int send_face(struct ctx *c)
{
  const struct face_form *const f = form_row(c, face_form);
  struct offer_line line;
  TRY(kept_of_path(c, &line));
  TRY(face_put(c, &line.offer, f->agreed, c->prepared));
  return redirect_done(c, path_of_id(c, MAP_PATH, line.offer.id, NULL), "opgeslagen");
}

int remove_face(struct ctx *c)
{
  struct offer_line line;
  TRY(kept_of_path(c, &line));
  TRY(face_remove(c, line.offer.id));
  return redirect_done(c, path_of_id(c, MAP_PATH, line.offer.id, NULL), "verwijderd");
}
