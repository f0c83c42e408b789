"""The pipeline for one edition, in order: read, render, typeset, conform, preflight, validate, deliver.

It knows every stage and none of their insides.

Offers: build.build, build.build_all, build.check, build.check_all, build.Interrupted, causes.with_cause,
drawn.is_drawn, drawn.keep_drawn, drawn.noting, jobs.answer_of, jobs.malformed, jobs.print_edition, make.archive,
make.make, make.pages_of, make.read_order, offers.Offer, offers.offer, offers.offers, order.chosen_layout, order.Order,
order.Progress, order.Publication, order.State, pipeline.press_page, warm.warm, words.check_mail, words.listen,
words.mail.
"""
