"""The pipeline for one edition, in order: read, render, typeset, conform, preflight, validate, deliver.

It knows every stage and none of their insides.

Offers: build.build, build.build_all, build.check, build.check_all, build.Interrupted, make.make, make.read_order,
order.chosen_layout, order.Order, order.Progress, order.Publication, order.State, pipeline.press_page, words.check_mail,
words.listen, words.mail.
"""
