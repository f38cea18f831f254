"""Which wrappers PySide keeps around what Qt deletes without telling Python."""

from PySide6.QtCore import QMetaObject, QObject
from shiboken6 import Shiboken

from widgets.look.flow import Flow


def borrowed() -> set[str]:
    """Types of what is wrapped though Python neither made it nor learns when it is deleted.

    Whatever gets its address next would be taken for it, and deleting that crashes. The items of a
    layout become such wrappers when they are asked for, and when a layout that is filled already
    is added to another: add it first. A `Flow` lets go of its items before they are deleted; Qt's
    descriptions of classes stay.
    """
    wrappers = Shiboken.getAllValidWrappers()
    flows = [each for each in wrappers if isinstance(each, Flow)]
    held = {id(flow.itemAt(at)) for flow in flows for at in range(flow.count())}
    return {
        type(each).__name__
        for each in wrappers
        if not isinstance(each, QObject | QMetaObject)
        and not (Shiboken.ownedByPython(each) or Shiboken.createdByPython(each))
        and id(each) not in held
    }
