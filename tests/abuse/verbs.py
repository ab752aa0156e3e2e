"""Who could turn a verb against somebody, and who would learn of it: the answers of every verb there is."""

WHO = {
    "person": "everyone who sees it",
    "viewer": "everyone who may report",
    "responder": "everyone who sees it and may respond",
    "insider": "the same, but not by emergency access alone",
    "lets_in": "responders where all of them, or a team, see it; else keepers and whoever was given a role",
    "part": "who may report, and where it isn't open took part or was let in",
    "speaker": "the lead, those who look after it, and those who look first",
    "lead": "who leads it",
    "keeper": "those who look after it",
    "second": "another keeper, not chosen by the first",
    "concerned": "those who look after it, and whom it would take something from",
    "author": "whose words, file or review it is",
    "link": "everyone with a link to it that somebody inside shared",
    "restorer": "whose it is, who removed it, the lead, and those who look after it",
    "reporter": "who reported it",
    "knower": "those the report page named to the reporter",
    "breaker": "owners and admins, two together",
    "self": "the person whose it is",
    "admin": "admins and owners",
    "owner": "owners",
    "anyone": "everyone who works here",
}
TOLD = {
    "nobody": "nobody loses anything",
    "self": "it is theirs alone",
    "loser": "who loses the role, sight, task, promise or words",
    "owners": "an owner whom it doesn't concern: who is kept out isn't told",
    "reporter": "who reported it",
    "followers": "who follows it",
    "keepers": "those who look after it, and whom else it concerns",
    "inside": "everyone inside",
    "first": "owners, and those who look at new reports first",
    "page": "everyone, on the page of what was changed",
}
KEPT = {
    "none": "nothing that was there is changed",
    "row": "the event says what happened to whom; it holds no words",
    "both": "the event keeps what was before and what is now",
    "hidden": "what was removed is hidden for 30 days",
    "erased": "nothing but that it was done, by whom and why",
}
BACK = {
    "again": "by the same verb or its counterpart, in one press",
    "stays": "what was said or noted stays",
    "two": "it isn't done alone: a second person agrees, or an hour passes",
    "hour": "an owner does it at once; an admin's wish waits an hour, in which an owner can stop it",
    "day": "it isn't done alone: a second person agrees, then it waits for a day",
}
OWN = {"yes", "no", "-"}  # may those whom it is about do it? "-": it isn't about an incident

# What only looks, or is called by verbs alone; others say “Part of …” themselves.
PARTS = {
    "api.actions.creating.is_sent_again",
    "core.blueprints.actions.applying.plan_blueprint",
    "core.blueprints.actions.carrying.carry_out",
    "core.blueprints.actions.carrying.do",
    "core.notify.actions.tell.tell",
    "core.people.actions.agreement.holds_at_once",
    "core.people.actions.owning.refuse_making_owner",
    "core.people.actions.owning.refuse_touching_owner",
    "core.people.actions.waiting.must_wait",
    "incidents.access.actions.naming.record_where_it_may",
    "incidents.access.actions.staying.stay_in_when_joining",
    "incidents.fields.actions.noting.note_field",
    "incidents.fields.actions.noting.note_form",
    "incidents.incident.actions.status_moves.is_entered",
    "incidents.incident.actions.status_moves.statuses_left",
    "incidents.raising.actions.raising.is_known_report",
    "incidents.room.actions.resending.find_duplicate",
    "incidents.room.actions.tasks.is_asked_why",
}

# verb                     who        told       kept    back   may whom it is about do it
ANSWERS = """
incidents.access.actions.access_requests
  ask_for_access           link       nobody     none    stays  yes
  answer_access_request    lets_in    loser      row     again  yes
incidents.access.actions.following
  subscribe                person     nobody     none    again  yes
  unsubscribe              person     nobody     none    again  yes
  grant_access             lets_in    keepers    none    again  yes
  revoke_access            keeper     loser      row     again  no
incidents.access.actions.keepers
  name_keeper              keeper     keepers    none    again  no
  step_down                keeper     keepers    row     again  no
  remove_keeper            keeper     loser      row     two    no
  say_whom_it_is_about     keeper     keepers    row     two    no
incidents.access.actions.leaving
  end_roles_of             admin      keepers    row     again  -
incidents.access.actions.proposals
  propose                  keeper     keepers    none    two    no
  agree                    second     keepers    row     two    no
  stop                     concerned  keepers    row     again  no
incidents.access.actions.roles
  assign_role              insider    loser      row     again  no
  end_role                 insider    loser      row     again  no
incidents.access.actions.sealing
  ask_to_break_seal        breaker    inside     none    two    yes
  answer_seal_break        breaker    inside     row     two    no
incidents.access.actions.visibility
  change_label             keeper     loser      both    two    no
  change_marks             keeper     keepers    both    two    no
  grant_access_to_team     lets_in    keepers    none    again  yes
  revoke_access_of_team    keeper     loser      row     again  no
  exclude_person           keeper     owners     row     two    no
  exclude_team             keeper     owners     row     two    no
  lift_exclusion           keeper     keepers    row     two    no
incidents.fields.actions.custom_forms
  note_filled_in           responder  nobody     none    stays  yes
incidents.fields.actions.fields
  set_fields               responder  nobody     both    again  yes
incidents.incident.actions.details
  change_severity          responder  followers  both    again  yes
  rename_incident          responder  nobody     both    again  yes
  change_summary           responder  nobody     both    again  yes
  change_type              responder  nobody     both    again  yes
  change_place             responder  nobody     both    again  yes
incidents.incident.actions.exercises
  make_real                person     nobody     row     again  yes
  make_exercise_again      lead       followers  row     again  no
incidents.incident.actions.lifecycle
  accept_incident          responder  reporter   row     again  yes
  decline_incident         responder  reporter   row     again  no
  note_near_miss           responder  reporter   row     again  no
  change_status            responder  followers  row     again  no
  resolve_incident         responder  reporter   row     again  no
  reopen_incident          responder  followers  row     again  yes
  cancel_incident          responder  reporter   row     again  no
  close_incident           responder  followers  row     again  no
incidents.incident.actions.looks
  note_looks               person     nobody     none    stays  yes
  note_looks_at            person     nobody     none    stays  yes
incidents.incident.actions.timestamps
  set_times                responder  nobody     both    again  yes
incidents.raising.actions.answering
  act_with_answers         responder  nobody     both    again  yes
incidents.raising.actions.raising
  raise_incident           viewer     nobody     none    stays  -
incidents.raising.actions.streams
  open_stream              responder  nobody     none    stays  yes
  resolve_with_streams     responder  reporter   row     again  no
incidents.reporters.actions.reporters
  look_up_reporter         knower     reporter   row     stays  no
  step_forward             reporter   self       none    stays  -
incidents.reporters.actions.thanking
  thank_person             part       nobody     none    stays  yes
  thank_reporter           part       nobody     none    stays  yes
  thank_team               part       nobody     none    stays  yes
  hide_thanks              self       self       row     stays  -
incidents.reporters.actions.words
  update_reporter          speaker    nobody     none    stays  no
  say_felt_wrong           reporter   keepers    none    stays  -
  doubt_end                person     keepers    none    stays  yes
incidents.room.actions.calls
  set_call                 responder  nobody     both    again  yes
incidents.room.actions.erasing
  erase_text               keeper     loser      erased  two    no
incidents.room.actions.issues
  connect_issue            responder  nobody     none    again  yes
incidents.room.actions.material
  add_link                 viewer     nobody     none    again  yes
  attach_file              viewer     nobody     none    again  yes
incidents.room.actions.merging
  merge_incident           responder  followers  row     again  no
incidents.room.actions.noting
  note_timeline_item       responder  nobody     none    again  yes
  change_timeline_item     responder  nobody     both    again  yes
incidents.room.actions.relating
  relate_incidents         responder  nobody     none    again  yes
  unrelate_incidents       responder  nobody     row     again  yes
incidents.room.actions.removing
  remove_link              responder  loser      hidden  again  yes
  remove_file              responder  loser      hidden  again  yes
  remove_message           author     self       hidden  again  yes
  bring_back               restorer   nobody     none    again  yes
incidents.room.actions.talking
  post_message             viewer     nobody     none    stays  yes
  edit_message             author     self       both    again  yes
  post_update              responder  loser      none    stays  yes
  pin_entry                responder  nobody     none    again  yes
  unpin_entry              responder  nobody     row     again  yes
incidents.room.actions.tasks
  add_task                 responder  nobody     none    again  yes
  change_task              responder  loser      both    again  yes
  finish_task              responder  loser      row     again  yes
  drop_task                responder  loser      row     again  yes
  reopen_task              responder  nobody     row     again  yes
  delete_task              responder  loser      both    again  yes
incidents.room.actions.visiting
  visit                    person     nobody     none    stays  yes
reviews.actions.linking
  link_review              responder  nobody     both    again  yes
  unlink_review            responder  nobody     both    again  yes
reviews.actions.writing
  start_review             responder  nobody     none    stays  yes
  write_review             responder  followers  both    again  yes
  publish_review           responder  nobody     none    stays  yes
  erase_review             keeper     loser      erased  two    no
api.actions.asking
  ask_field                admin      first      both    day    -
api.actions.creating
  create_incident          viewer     nobody     none    stays  -
api.actions.editing
  edit_incident            responder  followers  both    again  yes
api.actions.tasks
  set_task                 responder  loser      both    again  yes
  add_from_issue           responder  nobody     none    again  yes
core.blueprints.actions.applying
  apply_blueprint          admin      first      both    day    -
  install_packs            admin      first      both    day    -
core.blueprints.actions.pending
  do_or_propose            admin      first      both    day    -
  propose                  admin      first      both    day    -
  propose_changes          admin      first      both    day    -
  agree_to_change          second     first      row     day    -
  stop_change              concerned  first      row     again  -
core.connect.actions.connections
  create_connection        admin      page       none    again  -
  change_connection        admin      page       both    again  -
  replace_secret           admin      page       row     again  -
  switch_connection        admin      page       row     again  -
  disconnect               admin      page       row     stays  -
core.connect.actions.health
  test_connection          admin      page       none    stays  -
core.events.actions
  retry_job                admin      page       none    stays  -
  drop_job                 admin      page       row     stays  -
core.notify.actions.delivering
  retry_delivery           admin      nobody     none    stays  -
  drop_delivery            admin      nobody     row     stays  -
core.notify.actions.prefer
  set_preference           self       self       none    again  -
  set_quiet_hours          self       self       none    again  -
core.notify.actions.read
  mark_read                self       self       none    stays  -
  mark_all_read            self       self       none    stays  -
  mark_read_about          self       self       none    stays  -
core.notify.actions.verifying
  send_code                self       self       none    again  -
core.people.actions.allowlist
  change_allowlist         self       self       both    again  -
core.people.actions.brake
  let_go_on                self       self       row     stays  -
core.people.actions.contacts
  add_contact_method       self       self       none    again  -
  new_code                 self       self       none    again  -
  verify_contact_method    self       self       none    again  -
  use_contact_method       self       self       none    again  -
  remove_contact_method    self       self       row     again  -
core.people.actions.founding
  add_person               admin      page       none    again  -
core.people.actions.joining
  invite_person            admin      page       none    again  -
  renew_access             admin      loser      row     again  -
  withdraw_invitation      admin      page       row     again  -
core.people.actions.keys
  create_api_key           admin      page       none    again  -
  change_api_key           admin      page       both    again  -
  rotate_api_key           admin      page       row     again  -
  revoke_api_key           admin      page       row     again  -
core.people.actions.leaving
  deactivate_person        admin      loser      row     hour   -
  reactivate_person        admin      page       row     again  -
core.people.actions.organization
  change_organization      admin      first      both    day    -
core.people.actions.passwords
  change_password          self       self       none    again  -
core.people.actions.profile
  change_profile           self       page       both    again  -
core.people.actions.roles
  change_role              admin      loser      both    hour   -
core.people.actions.sessions
  end_session              self       self       none    again  -
  end_other_sessions       self       self       none    again  -
core.people.actions.teams
  create_team              admin      page       none    again  -
  change_team              admin      page       both    again  -
  remove_team              admin      page       both    again  -
  add_member               admin      page       row     again  -
  remove_member            admin      page       row     again  -
core.people.actions.tokens
  create_api_token         self       self       none    again  -
  revoke_api_token         self       self       row     again  -
core.people.actions.waiting
  stop_access_change       owner      nobody     row     again  -
incidents.audience.actions.rules
  create_audience_rule     admin      first      both    day    -
  change_audience_rule     admin      first      both    day    -
  remove_audience_rule     admin      first      both    day    -
incidents.definitions.actions.checklists
  add_item                 admin      page       both    again  -
  change_item              admin      page       both    again  -
  remove_item              admin      page       both    again  -
  shift_item               admin      page       row     again  -
incidents.definitions.actions.criteria
  write_criteria           admin      page       both    again  -
incidents.definitions.actions.definitions
  add_definition           admin      first      both    day    -
  change_definition        admin      first      both    day    -
  remove_definition        admin      first      both    day    -
  arrange_definitions      admin      page       row     again  -
incidents.definitions.actions.statuses
  add_lifecycle            admin      page       none    again  -
  rename_lifecycle         admin      page       both    again  -
  remove_lifecycle         admin      page       both    again  -
  shift_status             admin      page       row     again  -
incidents.definitions.actions.suggested_criteria
  write_suggested_criteria admin      page       both    again  -
incidents.fields.actions.custom_forms
  add_custom_form          admin      page       none    again  -
  change_custom_form       admin      page       both    again  -
  remove_custom_form       admin      page       both    again  -
incidents.fields.actions.defining
  add_field                admin      page       both    again  -
  change_field             admin      first      both    day    -
  move_field               admin      page       row     again  -
  remove_field             admin      page       both    again  -
  delete_or_retire_field   admin      page       both    again  -
  add_options              admin      page       both    again  -
  change_option            admin      page       both    again  -
  move_option              admin      page       row     again  -
  remove_option            admin      page       both    again  -
  delete_or_retire_option  admin      page       both    again  -
incidents.fields.actions.forms
  give_own_form            admin      first      both    day    -
  remove_own_form          admin      first      both    day    -
  add_element              admin      first      both    day    -
  change_element           admin      first      both    day    -
  move_element             admin      page       row     again  -
  remove_element           admin      first      both    day    -
incidents.fields.actions.replacing
  arrange_fields           admin      page       row     again  -
  set_options              admin      page       both    again  -
  set_elements             admin      first      both    day    -
  remove_form              admin      first      both    day    -
incidents.incident.actions.replacing
  set_steps                admin      page       both    again  -
  set_checklist            admin      page       both    again  -
incidents.incident.actions.status_moves
  give_lifecycle           admin      page       both    again  -
  remove_status            admin      page       both    again  -
incidents.lists.actions.exporting
  note_export              person     page       none    stays  -
incidents.lists.actions.views
  save_view                person     nobody     none    again  -
  delete_view              self       nobody     row     again  -
incidents.raising.actions.intake
  create_intake_page       admin      first      both    day    -
  change_intake_page       admin      first      both    day    -
  remove_intake_page       admin      first      both    day    -
"""
