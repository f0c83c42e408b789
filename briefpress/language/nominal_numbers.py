"""Words after which a number is nominal, a name and no amount: phase 2, order 2023-2024.

In English, French, German, Spanish, Portuguese, Italian, Dutch and Arabic, in small letters.
"""

from __future__ import annotations

import re

#: What has a part, a step or a period for each number.
_PARTS = """
    activity annex appendix article axis band batch block bus category chapter class clause cluster column component day
    deliverable exercise exhibit figure footnote gate grade group indicator item lane layer lesson level line lot
    measure milestone module month node note objective option package page paragraph part period phase pillar platform
    point position priority programme project question quarter rank recital round route row rule scenario section
    segment sentence series session sheet stage step sub subsection table target task team term tier title track tranche
    type unit verse version volume wave week year zone
    activité alinéa annexe axe bloc catégorie chapitre classe colonne considérant composante composant diapositive étape
    exercice fiche figure groupe indicateur jalon jour journée leçon ligne livrable livre mesure mois module niveau
    objectif onglet option paragraphe partie palier période pilier place plateforme poste priorité projet quartier rang
    rubrique scénario semaine séance série session tableau tâche tome tour trimestre volet vague année unité voie
    abschnitt anhang artikel aufgabe band ebene gruppe jahr kapitel los maßnahme option paket phase posten schritt seite
    stufe tabelle tag teil woche ziel zeile
    actividad anexo apartado artículo bloque capítulo categoría clase columna componente día eje etapa fase fila grupo
    hito indicador línea lote medida mes nivel objetivo opción página paquete párrafo parte paso período pilar prioridad
    proyecto punto sección semana serie sesión tabla tarea tema tipo título tramo trimestre unidad versión volumen año
    atividade artigo capítulo etapa fase grupo linha nível página pacote parágrafo passo secção seção tabela tarefa ano
    allegato articolo attività capitolo comma fase giorno gruppo livello lotto pacchetto pagina paragrafo passo punto
    sezione settimana tabella anno
    bijlage deel dag fase groep hoofdstuk niveau onderdeel pagina perceel punt regel stap taak werkpakket
    مرحلة حزمة بند فقرة مادة جزء خطوة مهمة خيار ملحق مرفق فصل قسم جدول شكل صفحة سطر مجموعة مستوى إصدار يوم أسبوع سنة
    عام شهر دفعة شريحة محور هدف نشاط مشروع فئة
"""
#: What has a number of its own, which may have a hyphen in it.
_CODES = """
    account amendment apartment application bill box building call case certificate code contract decision desk
    directive docket document extension file flat flight folder form gate invoice licence license lot model no
    note number order patent permit phone postcode procedure receipt record ref reference regulation
    request resolution room serial sn standard suite telephone tel tender ticket train voucher warrant zip
    affaire appartement appel bâtiment bon bureau cas certificat circulaire commande compte contrat courrier décision
    décret devis directive document dossier extension facture fax fiche formulaire immatriculation licence loi marché
    modèle norme numéro ordonnance permis poste procédure référence réf règlement résolution salle série téléphone vol
    akte aktenzeichen antrag artikelnummer auftrag beschluss bestellung bestellnummer code fall kundennummer konto
    nummer rechnung rechnungsnummer referenz richtlinie seriennummer telefon verordnung vertrag vertragsnummer zimmer
    asunto auto caso código contrato cuenta decisión directiva expediente extensión factura habitación ley número
    pedido reglamento referencia resolución sala serie teléfono vuelo
    caso código conta contrato decisão encomenda fatura número pedido processo regulamento sala telefone
    caso codice conto contratto decisione fattura numero ordine pratica regolamento sala stanza telefono
    besluit bestelling code contract dossier factuur kamer nummer ordernummer telefoon zaak
    رقم رمز قضية طلب عقد فاتورة ملف قرار غرفة هاتف حساب مرجع أمر
"""
_CODE_WORDS = frozenset(_CODES.split())
_WORDS = _CODE_WORDS | frozenset(_PARTS.split())


def is_numbered(word: str) -> bool:
    """Whether a number after this word may be its name: (work) package 3."""
    return _plain(word) in _WORDS


def has_code(word: str) -> bool:
    """Whether what this word names has numbers with hyphens in them: order 2023-2024."""
    return _plain(word) in _CODE_WORDS


def _plain(word: str) -> str:
    """A word in small letters without an article or the first part of a compound: l’article, sub-task, المرحلة."""
    return re.split("['’-]", word.casefold())[-1].removeprefix("ال")
